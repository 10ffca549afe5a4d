// One platform and one browser for all journeys, and the people who go through them.
import { randomBytes } from 'node:crypto';
import { register } from '@movies/contract';
import { eventually } from '@movies/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';
import { findPlatform, type Platform } from './platform.ts';

export interface Stage {
  platform: Platform;
  browser: Browser;
}

let current: Stage | undefined;

export async function openStage(): Promise<Stage> {
  const [platform, browser] = await Promise.all([
    findPlatform(),
    chromium.launch({ executablePath: findChromium() as string, args: CHROMIUM_FLAGS }),
  ]);
  current = { platform, browser };
  return current;
}

export async function closeStage(): Promise<void> {
  await current?.browser.close();
  await current?.platform.stop();
}

export function stage(): Stage {
  if (!current) throw new Error('the stage is not open');
  return current;
}

export interface Person {
  id: number;
  username: string;
  email: string;
  password: string;
  /** For what a journey does not do in the browser. */
  token: string;
}

/** A machine that is busy with other tests may need more than one try. */
export function newPerson(): Promise<Person> {
  return eventually(async () => {
    const username = `p${randomBytes(5).toString('hex')}`;
    const credentials = { username, email: `${username}@example.org`, password: 'a long sentence' };
    const { status, body } = await stage().platform.api(register, { body: credentials });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { ...credentials, id: body.profile.id, token: body.access_token };
  });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What went wrong in the browser's own opinion, the policy included. */
  complaints: string[];
}

interface Visitor {
  width?: number;
  theme?: 'light' | 'dark';
  /** Who is logged in. */
  as?: Pick<Person, 'email' | 'password'>;
}

/** A browser of someone's own, at no page yet. Paths are of the platform. */
export async function visit({ width = 1280, theme = 'light', as }: Visitor = {}): Promise<Visit> {
  const { browser, platform } = stage();
  const context = await browser.newContext({
    baseURL: platform.url,
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  if (as) await logIn(context, as);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (said) => said.type() === 'error' && isOurs(said.text()) && complaints.push(said.text()));
  return { page, context, complaints };
}

/** That an answer was a refusal is no mistake of the page, nor that a server closes a connection while something is said into it. */
function isOurs(text: string): boolean {
  return !text.startsWith('Failed to load resource') && !text.startsWith('WebSocket is already in CLOSING');
}

async function logIn(context: BrowserContext, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  const answer = await context.request.post('/api/auth/login', { data: { email, password } });
  if (!answer.ok()) throw new Error(await answer.text());
  await context.addInitScript("localStorage.setItem('movies.member', '1')");
}

/** To another page as a link goes there, without loading everything again. */
export async function goWithin(page: Page, path: string): Promise<void> {
  const url = new URL(path, page.url() === 'about:blank' ? stage().platform.url : page.url());
  if (page.url() === 'about:blank' || url.pathname === new URL(page.url()).pathname) await page.goto(path);
  else await page.evaluate(`(${LEAVE})(${JSON.stringify(path)})`);
  await page.locator('h1:not([data-left])').first().waitFor();
}

const LEAVE = `(path) => {
  for (const heading of document.querySelectorAll('h1')) heading.dataset.left = '';
  history.pushState(null, '', path);
}`;

/** As `visit`, and goes there. */
export async function open(path: string, visitor: Visitor = {}): Promise<Visit> {
  const visiting = await visit(visitor);
  await visiting.page.goto(path);
  return visiting;
}
