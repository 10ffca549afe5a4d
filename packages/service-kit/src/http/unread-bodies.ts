// Lets a client read an answer that came before all of its body was sent. Whoever goes on sending to a connection that is
// closed hears of nothing but a reset, so the rest is taken for a while, and thrown away.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

const MOST_BYTES = 32 * 1024 * 1024;
const QUIET_MS = 1_000;
const LONGEST_MS = 5_000;

/** The whole answer at once, but no end to it before the client has stopped sending or had its time. */
export function answerUnread(answer: Iterable<Buffer> | AsyncIterable<Buffer>, request: IncomingMessage): Readable {
  return Readable.from(
    (async function* () {
      yield* answer;
      await untilSent(request);
    })(),
  );
}

async function untilSent(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const quiet = setTimeout(resolve, QUIET_MS);
  const longest = setTimeout(resolve, LONGEST_MS);
  let taken = 0;
  request.on('data', (chunk: Buffer) => {
    taken += chunk.length;
    if (taken > MOST_BYTES) resolve();
    else quiet.refresh();
  });
  for (const over of ['end', 'error', 'close']) request.on(over, () => resolve());
  request.resume();
  await promise;
  clearTimeout(quiet);
  clearTimeout(longest);
}
