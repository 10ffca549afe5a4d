// A platform with demo data, as a person starts it, for all journeys together.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@movies/contract/client';

export interface Platform {
  url: string;
  api: Client;
  admin: { email: string; password: string };
  stop(): Promise<void>;
}

const START = join(import.meta.dirname, '../../../standalone/src/start.ts');

/** One of our own, or the one at WEB_JOURNEYS_URL, which has demo data and the admin of ADMIN_EMAIL and ADMIN_PASSWORD. */
export async function findPlatform(): Promise<Platform> {
  const { WEB_JOURNEYS_URL: url, ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' } = process.env;
  if (!url) return startPlatform();
  return { url, api: createClient(url), admin: { email, password }, stop: async () => undefined };
}

async function startPlatform(): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-web-'));
  // Started by root, PostgreSQL runs as another user: one that can't come through here would keep its data elsewhere.
  await chmod(folder, 0o711);
  const given = { DATA_DIR: join(folder, 'data'), PORT: '0', SOCKET_PORT: '0', HOST: '127.0.0.1' };
  const settings = { ...given, LOG_LEVEL: 'error', DEMO: '1', RATE_LIMIT_FACTOR: '0' };
  const environment = { ...process.env, ...settings };
  const child = spawn(process.execPath, [START], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = await new Promise<string>((ready, reject) => {
    let text = '';
    child.stdout.on('data', (part) => {
      text += String(part);
      if (text.includes('Ctrl-C')) ready(text);
    });
    void ended.then(([code]) => reject(new Error(`the platform ended with ${code} before it was ready: ${text}`)));
  });
  const [, url = ''] = /is ready: (\S+)/.exec(said) ?? [];
  const [, email = '', password = ''] = /Admin\s+(\S+), password (\S+)/.exec(said) ?? [];
  // By its number: the name may be that of another address as well.
  const numbered = url.replace('localhost', '127.0.0.1');
  return {
    url: numbered,
    api: createClient(numbered),
    admin: { email, password },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
