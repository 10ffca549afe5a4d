// The platform the journeys go through: the one at ACCEPTANCE_URL, whose letters lie in ACCEPTANCE_MAIL, or one started for them as a newcomer would.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@movies/contract/client';
import { freePort } from '@movies/testing';

export interface Platform {
  url: string;
  api: Client;
  /** Where its letters lie, if it is one of ours. */
  mailFolder: string | undefined;
  stop(): Promise<void>;
}

/** A platform of our own, which may be killed. */
export interface OwnPlatform extends Platform {
  kill(): Promise<void>;
  startAgain(): Promise<void>;
}

const START = join(import.meta.dirname, '../../standalone/src/start.ts');

export const ADMIN = { email: 'admin@example.org', password: 'an admin for the journeys' };

let found: Promise<Platform> | undefined;

/** The same one for whoever asks. */
export function findPlatform(): Promise<Platform> {
  found ??= lookForPlatform();
  return found;
}

/** From now on this is the platform that is found. */
export function goThrough(platform: Promise<Platform>): void {
  found = platform;
}

async function lookForPlatform(): Promise<Platform> {
  const url = process.env.ACCEPTANCE_URL;
  if (!url) return startOwnPlatform();
  const mailFolder = process.env.ACCEPTANCE_MAIL;
  if (!mailFolder) process.stderr.write('Without ACCEPTANCE_MAIL, what letters lead to is not tested.\n');
  return { url, api: createClient(url), mailFolder, stop: async () => undefined };
}

export type DemoPlatform = Platform & { adminPassword: string };

let demo: Promise<DemoPlatform> | undefined;

/** The same one for whoever asks, with demo data, and the admin of its own that comes with it. */
export function findDemoPlatform(): Promise<DemoPlatform> {
  demo ??= startDemoPlatform();
  return demo;
}

async function startDemoPlatform(): Promise<DemoPlatform> {
  let adminPassword = '';
  const heard = (text: string) => {
    adminPassword ||= /admin@example\.org, password (\S+)/.exec(text)?.[1] ?? '';
  };
  const platform = await startOwnPlatform({ DEMO: '1', ADMIN_EMAIL: '', ADMIN_PASSWORD: '' }, heard);
  return { ...platform, adminPassword };
}

export async function startOwnPlatform(
  settings: Record<string, string> = {},
  heard: (text: string) => void = () => undefined,
): Promise<OwnPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-acceptance-'));
  // Started by root, PostgreSQL runs as another user: one that can't come through here would keep its data elsewhere.
  await chmod(folder, 0o711);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(port),
    SOCKET_PORT: '0',
    HOST: '127.0.0.1',
    // Journeys of many people come from one address.
    RATE_LIMIT_FACTOR: '1000',
    LOG_LEVEL: 'error',
    // What the journeys need, they make.
    DEMO: '0',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...settings,
  };
  let child = await launch(environment, heard);
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    api: createClient(url),
    mailFolder: join(folder, 'mail'),
    kill: () => end('SIGKILL'),
    startAgain: async () => {
      child = await launch(environment, heard);
    },
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(environment: NodeJS.ProcessEnv, heard: (text: string) => void): Promise<ChildProcess> {
  const child = spawn(process.execPath, [START], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((ready, reject) => {
    let said = '';
    child.stdout?.on('data', (text) => {
      said += String(text);
      if (!/is ready[\s\S]*Stop/.test(said)) return;
      heard(said);
      ready();
    });
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code} before it was ready`)));
  });
  return child;
}

/** The code in the newest letter to an address. */
export async function codeFromLetter(folder: string, address: string): Promise<string> {
  const until = Date.now() + 10_000;
  for (;;) {
    const files = (await readdir(folder).catch(() => [])).filter((name) => name.includes(address)).toSorted();
    const newest = files.at(-1);
    const text = newest ? await readFile(join(folder, newest), 'utf8') : '';
    const code = /^[A-Za-z0-9_-]{22}$/m.exec(text)?.[0];
    if (code) return code;
    if (Date.now() > until) throw new Error(`no letter to ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
