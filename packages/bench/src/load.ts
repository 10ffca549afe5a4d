// Puts load on several targets in turns, so that a machine that speeds up or slows down does so for all of them.
import autocannon from 'autocannon';

export interface Target {
  name: string;
  url: string;
  headers?: Record<string, string>;
}

export interface Figures {
  name: string;
  requestsPerSecond: number;
  p50: number;
  p99: number;
  failures: number;
}

interface LoadOptions {
  rounds: number;
  seconds: number;
  connections: number;
}

export async function inTurns(targets: Target[], options: LoadOptions): Promise<Figures[]> {
  const all = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await once(target, { ...options, seconds: 1 });
  for (let round = 0; round < options.rounds; round += 1) {
    const order = round % 2 === 0 ? targets : targets.toReversed();
    for (const target of order) all.get(target.name)?.push(await once(target, options));
  }
  return targets.map(({ name }) => middle(name, all.get(name) ?? []));
}

async function once({ name, url, headers = {} }: Target, { seconds, connections }: LoadOptions): Promise<Figures> {
  const { requests, latency, non2xx, errors } = await autocannon({ url, headers, connections, duration: seconds });
  return { name, requestsPerSecond: requests.average, p50: latency.p50, p99: latency.p99, failures: non2xx + errors };
}

function middle(name: string, rounds: Figures[]): Figures {
  const of = (pick: (figures: Figures) => number) => median(rounds.map(pick));
  return {
    name,
    requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export interface Latencies {
  count: number;
  seconds: number;
  p50: number;
  p99: number;
}

/** Repeats something for a time, several at once, and tells how long each took. */
export async function repeat(
  seconds: number,
  atOnce: number,
  work: (worker: number) => Promise<void>,
): Promise<Latencies> {
  const took: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  const worker = async (number: number) => {
    while (performance.now() < until) {
      const from = performance.now();
      await work(number);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => worker(number)));
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: took.length, seconds: (performance.now() - begun) / 1_000, p50: at(0.5), p99: at(0.99) };
}
