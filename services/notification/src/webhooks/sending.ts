// Sends one webhook: signed, to where it may go and no further, and without waiting or reading long.
import { createHmac } from 'node:crypto';
import { Agent } from 'undici';
import { addressIn, lookupFor, type MayReach, NotReachable } from './addresses.ts';

export interface Sent {
  status: number | null;
  /** What went wrong, in words that say nothing of what lies behind the address. */
  error: string | null;
}

export type Send = (url: string, secret: string, body: string) => Promise<Sent>;

const PATIENCE_MS = 5_000;
const MOST_READ = 1_024;

/** Over `timestamp.body`, so that nobody can send the same again later. */
function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** How long an answer is waited for is a setting for tests alone. */
export function createSend(mayReach: MayReach, patienceMs = PATIENCE_MS): { send: Send; close: () => Promise<void> } {
  const agent = new Agent({
    connect: { lookup: lookupFor(mayReach), timeout: patienceMs },
    // A connection that is kept is one to an address that was looked up some time ago.
    pipelining: 0,
    maxResponseSize: -1,
  });

  async function post(url: string, secret: string, body: string): Promise<number> {
    const place = new URL(url);
    const address = addressIn(place);
    if (address !== undefined && !mayReach(address)) throw new NotReachable();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'movie-review-platform',
      'x-webhook-timestamp': timestamp,
      'x-webhook-signature': `sha256=${signatureOf(secret, timestamp, body)}`,
    };
    const { origin, pathname, search } = place;
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await agent.request({ origin, path: pathname + search, method: 'POST', headers, body, signal });
    await answer.body.dump({ limit: MOST_READ, signal }).catch(() => undefined);
    return answer.statusCode;
  }

  return {
    send: async (url, secret, body) => {
      try {
        const status = await post(url, secret, body);
        const isTaken = status >= 200 && status < 300;
        return { status, error: isTaken ? null : `answered ${status}` };
      } catch (error) {
        return { status: null, error: reasonOf(error as Error & { code?: string }) };
      }
    },
    close: () => agent.destroy(),
  };
}

function reasonOf({ name, code = '', cause }: Error & { code?: string }): string {
  if (code === 'NOT_REACHABLE' || (cause as { code?: string } | undefined)?.code === 'NOT_REACHABLE')
    return 'the address is not one of the internet';
  if (name === 'TimeoutError' || code.includes('TIMEOUT')) return 'no answer in time';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the name is not known';
  return 'no connection';
}
