// What another service did a moment ago is known here a moment later: whoever looks for it looks more than once.
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSES_MS = [50, 100, 150, 300];

export async function soon<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const ms of PAUSES_MS) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(ms);
  }
  return look();
}
