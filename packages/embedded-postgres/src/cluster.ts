// A PostgreSQL server of our own: made at the first start, started, started again should it end by itself, and stopped with the
// process that started it.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { initialise, isInitialised } from './initialise.ts';
import { type Launched, launch, type PostgresOptions, stop } from './launch.ts';
import { portOfRunning, takeOver } from './leftover.ts';
import { owned, PassingFailure, urlFor } from './ownership.ts';
import { findPlace, type Place } from './place.ts';

export interface EmbeddedPostgres {
  /** Connects as the server's superuser. */
  readonly url: string;
  readonly processId: number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;
const PAUSE_MS = 200;
const LONG_PAUSE_MS = 2_000;

export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(resolve(options.directory));
  const { password } = options;
  if (!(await isInitialised(place.data))) await initialise(place, options);
  else await takeOver(place, (port) => owned(urlFor(port, password)));
  return kept(await launchPatiently(place, options), place, options);
}

async function launchPatiently(place: Place, options: PostgresOptions): Promise<Launched> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await launch(place, await freePort(), options);
    } catch (error) {
      if (!(error instanceof PassingFailure) || Date.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** A server that something killed is started again, where everybody knows it to be. */
function kept(first: Launched, place: Place, options: PostgresOptions): EmbeddedPostgres {
  const { log, password } = options;
  const { port } = first;
  const over = new AbortController();
  let current = first;
  let reviving: Promise<void> | undefined;

  async function revive(): Promise<void> {
    log.warn('the database ended by itself and is started again');
    while (!over.signal.aborted) {
      try {
        current = await launch(place, port, options);
        watch();
        return log.info('the database is back');
      } catch (error) {
        const passing = error instanceof PassingFailure;
        if (!passing) log.error({ err: error }, 'the database does not start; trying again');
        await sleep(passing ? PAUSE_MS : LONG_PAUSE_MS, undefined, { signal: over.signal }).catch(() => undefined);
      }
    }
  }

  function watch(): void {
    current.server.once('exit', () => {
      if (!over.signal.aborted) reviving = revive();
    });
  }

  watch();
  return {
    url: urlFor(port, password),
    get processId() {
      return current.server.pid ?? 0;
    },
    stop: async () => {
      over.abort();
      await reviving;
      await stop(current, place);
    },
  };
}

/** The server of this directory, where a process runs it at this moment. */
export async function runningPostgres({ directory, password }: PostgresOptions): Promise<string | undefined> {
  const place = await findPlace(resolve(directory));
  const port = await portOfRunning(place);
  const url = urlFor(port ?? 0, password);
  return port !== undefined && (await owned(url)) ? url : undefined;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
