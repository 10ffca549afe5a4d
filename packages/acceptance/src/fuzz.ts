// Sends hostile requests to every operation and looks at what comes back. `pnpm drill:fuzz 100000` does it at length.
import { operations, routesOf } from '@movies/contract';
import { type HostileRequest, hostileRequest, randomFrom } from './hostile.ts';
import { join } from './people.ts';
import type { Platform } from './platform.ts';

export interface Finding {
  request: HostileRequest;
  status: number;
  answer: string;
}

export interface FuzzReport {
  requests: number;
  byStatus: Record<string, number>;
  findings: Finding[];
}

const AT_ONCE = 8;

export async function fuzz(platform: Platform, requests: number, seed: number): Promise<FuzzReport> {
  const report: FuzzReport = { requests: 0, byStatus: {}, findings: [] };
  const routes = operations.flatMap((operation) => routesOf(operation).map((route) => ({ operation, route })));
  const random = randomFrom(seed);
  let token = (await join(platform)).token;

  async function sendOne(): Promise<void> {
    const { operation, route } = routes[report.requests % routes.length] as (typeof routes)[number];
    report.requests += 1;
    const request = { ...hostileRequest(operation, route.path, token, random), method: route.method };
    const response = await send(platform.url, request);
    const answer = await response.text();
    report.byStatus[response.status] = (report.byStatus[response.status] ?? 0) + 1;
    if (isWrong(response.status, answer)) report.findings.push({ request, status: response.status, answer });
    // A request that happened to be right may have ended the session.
    if (response.status === 401 && report.requests % 50 === 0) token = (await join(platform)).token;
  }

  async function worker(): Promise<void> {
    while (report.requests < requests) await sendOne();
  }

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return report;
}

function isWrong(status: number, answer: string): boolean {
  if (status >= 500) return true;
  if (status < 400) return false;
  return (
    !/^\{"status":"error","code":"[a-z_]+","message":"/.test(answer) ||
    /\bat .+\.[jt]s:\d+|SELECT |node_modules/.test(answer)
  );
}

async function send(url: string, { method, path, headers, body }: HostileRequest): Promise<Response> {
  return fetch(url + path, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
}
