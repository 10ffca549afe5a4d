// nginx as another yardstick, where it is installed: a reverse proxy with connections kept open.
import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort, start } from './processes.ts';

export async function startNginx(upstream: string): Promise<string | undefined> {
  if (!isInstalled()) return undefined;
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'movies-nginx-'));
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, new URL(upstream).host));
  start('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', join(folder, 'error.log')]);
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/api/auth/status`);
  return url;
}

function isInstalled(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function configuration(folder: string, port: number, upstream: string): string {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off; ${folders.join(' ')}
  upstream service { server ${upstream}; keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`;
}
