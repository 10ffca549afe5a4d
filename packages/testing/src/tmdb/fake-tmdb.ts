// A TMDb of our own: the paths of its API that we use, over films nobody has made; and what may go wrong with it.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, INVALID_KEY, NOT_FOUND, WRONG_PAGE } from './answers.ts';
import { type Fault, misbehave, send } from './faults.ts';
import { route } from './routes.ts';
import { type Media, newTitles, type Title } from './titles.ts';

const BASE = '/3';

export interface TmdbRequest {
  path: string;
  query: Record<string, string>;
  at: number;
}

export interface FakeTmdb {
  url: string;
  token: string;
  titles: Title[];
  /** What was asked, in order. */
  requests: TmdbRequest[];
  /** How often a path was asked; without one, how often any was. */
  count(path?: string): number;
  /** The most requests that were open at the same time. */
  mostAtOnce(): number;
  /** From now on all answers, or those of some paths, go wrong like this. */
  fail(fault: Fault, paths?: RegExp): void;
  heal(): void;
  /** Puts fields into what is said of a title by itself and in lists. */
  change(media: Media, id: number, fields: Answer): void;
  close(): Promise<void>;
}

export async function startFakeTmdb(): Promise<FakeTmdb> {
  const world = newWorld();
  const server = createServer((request, response) => world.take(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...world.face,
    url: `http://127.0.0.1:${port}${BASE}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function newWorld() {
  const token = `eyJ-a-token-of-tests-${Math.random().toString(36).slice(2)}`;
  const titles = newTitles();
  const requests: TmdbRequest[] = [];
  const changes = new Map<string, Answer>();
  const open = openRequests();
  let wrong: { fault: Fault; paths: RegExp } | undefined;

  function take(request: IncomingMessage, response: ServerResponse): void {
    open.count(response);
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://tmdb');
    const path = pathname.slice(BASE.length);
    requests.push({ path, query: Object.fromEntries(query), at: performance.now() });
    const known = pathname.startsWith(`${BASE}/`) ? route(path, titles, query) : undefined;
    const answer = changed(known ?? NOT_FOUND, changes);
    const refused = refusal(request.headers.authorization === `Bearer ${token}`, query, known);
    if (wrong?.paths.test(path) && refused?.[0] !== 401) misbehave(wrong.fault, request, response, answer);
    else if (refused) send(response, refused[0], { success: false, ...refused[1] });
    else send(response, 200, answer);
  }

  const face = {
    token,
    titles,
    requests,
    count: (path?: string) => requests.filter((request) => path === undefined || request.path === path).length,
    mostAtOnce: open.most,
    fail: (fault: Fault, paths = /./) => {
      wrong = { fault, paths };
    },
    heal: () => {
      wrong = undefined;
    },
    change: (media: Media, id: number, fields: Answer) => void changes.set(`${media}-${id}`, fields),
  };
  return { take, face };
}

function openRequests() {
  let open = 0;
  let most = 0;
  return {
    count: (response: ServerResponse) => {
      open += 1;
      most = Math.max(most, open);
      response.on('close', () => {
        open -= 1;
      });
    },
    most: () => most,
  };
}

function refusal(isKnown: boolean, query: URLSearchParams, answer: Answer | undefined): [number, Answer] | undefined {
  if (!isKnown) return [401, INVALID_KEY];
  const page = Number(query.get('page') ?? 1);
  if (!Number.isInteger(page) || page < 1 || page > 500) return [400, WRONG_PAGE];
  return answer ? undefined : [404, NOT_FOUND];
}

function changed(answer: Answer, changes: ReadonlyMap<string, Answer>): Answer {
  const one = (entry: Answer) => ({ ...entry, ...changes.get(`${mediaOf(entry)}-${entry.id}`) });
  const lists = Object.entries(answer).filter(([name]) => /results$/.test(name) && Array.isArray(answer[name]));
  return {
    ...(typeof answer.id === 'number' ? one(answer) : answer),
    ...Object.fromEntries(lists.map(([name, list]) => [name, (list as Answer[]).map(one)])),
  };
}

function mediaOf(entry: Answer): Media {
  return 'first_air_date' in entry ? 'tv' : 'movie';
}
