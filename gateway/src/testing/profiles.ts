// Public answers of the scripted service that say whose they are, and how often what they tell of has changed.
import { type Answered, rawRequest } from './raw-http.ts';
import type { Script } from './scripted-service.ts';

let people = 0;

/** Someone nobody asked for yet. */
export function someone(): { id: number; path: string } {
  people += 1;
  return { id: people, path: `/api/profile/${people}` };
}

export interface Told {
  state: number;
  script: Script;
}

export function tellingState(): Told {
  const told: Told = {
    state: 0,
    script: ({ url, headers }, response) => {
      const viewer = headers.authorization === undefined ? 'a guest' : 'a member';
      const type = { 'content-type': 'application/json' };
      const odd = { 'x-total-count': '7', 'set-cookie': 'secret=1', 'x-odd': '1' };
      response.writeHead(200, { ...type, ...odd }).end(JSON.stringify({ url, viewer, state: told.state }));
    },
  };
  return told;
}

export async function said(answer: Answered | Promise<Answered>) {
  return JSON.parse((await answer).text) as { url: string; viewer: string; state: number };
}

export const getFrom =
  ({ url }: { url: string }) =>
  (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> =>
    rawRequest(url, { method, path, headers });
