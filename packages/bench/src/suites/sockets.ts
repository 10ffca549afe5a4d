// How soon a review reaches everyone who waits for it, and what that costs: beside a raw `ws` broadcast in the same run.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMovie, type NewReview, writeReview } from '@movies/contract';
import { createClient } from '@movies/contract/client';
import type { Ground } from '../ground.ts';
import { answers, freePort, residentMegabytes } from '../processes.ts';
import type { Order, Report } from '../sockets/clients.ts';
import { table } from '../table.ts';

const SIZES = [1_000, 5_000, 10_000];
const ROUNDS = 10;
const BURST = 20;
const PROCESSES = 2;
const FOLDER = join(import.meta.dirname, '../sockets');

interface Side {
  name: string;
  process: number;
  kind: 'socket.io' | 'ws';
  url: string;
  /** Has so many messages sent to everyone; answers when each of them was called sent. */
  send(messages: number): Promise<number[]>;
}

interface Measured {
  name: string;
  clients: number;
  p50: number;
  p99: number;
  max: number;
  perSecond: number;
  kilobytes: number;
}

export async function socketsSuite(ground: Ground): Promise<Measured[]> {
  const bare = await startBare();
  const sides = [await ours(ground), bare.side];
  const crowds = sides.map(() => openCrowd());
  const atRest = await Promise.all(sides.map(({ process: id }) => residentMegabytes(id)));
  const measured: Measured[] = [];
  for (const clients of SIZES) {
    for (const [index, side] of sides.entries()) {
      const crowd = crowds[index] as Crowd;
      await crowd.growTo(clients, side);
      await sleep(2_000);
      const megabytes = (await residentMegabytes(side.process)) - (atRest[index] ?? 0);
      const figures = await measure(side, crowd);
      measured.push({ name: side.name, clients, ...figures, kilobytes: (megabytes * 1024) / clients });
    }
  }
  for (const crowd of crowds) crowd.close();
  bare.stop();
  process.stdout.write(shown(measured));
  return measured;
}

async function ours({ movieUrl, socketUrl, notificationProcess, token }: Ground): Promise<Side> {
  const api = createClient(movieUrl);
  const send = async () => {
    const film = await api(createMovie, { token, body: { title: 'A film to measure' } });
    if (film.status !== 201) throw new Error(JSON.stringify(film.body));
    const body = { title: 'A review to measure', review: 'It took its time.', rating: 4 };
    const { status } = await api(writeReview, { token, params: { id: String(film.body.id) }, body });
    if (status !== 201) throw new Error(`a review was answered with ${status}`);
    return now();
  };
  return {
    name: 'review to client',
    process: notificationProcess,
    kind: 'socket.io',
    url: socketUrl,
    send: (messages) => Promise.all(Array.from({ length: messages }, send)),
  };
}

/** The same bytes. */
const REVIEW: NewReview = {
  message: 'User 1 added a new review: A review to measure',
  id: 'movie-1000',
  user_id: 1,
  username: 'measure',
  room_id: '1000000000',
  movie_id: 1_000_000_000,
  movie_title: 'A film to measure',
  review_id: 1_000,
  review_title: 'A review to measure',
  rating: 4,
  contains_spoilers: false,
  created_at: new Date().toISOString(),
};

async function startBare(): Promise<{ side: Side; stop: () => void }> {
  const port = await freePort();
  const child = fork(join(FOLDER, 'bare-broadcast.ts'), { env: { ...process.env, PORT: String(port) } });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  const text = `42${JSON.stringify(['new_review', REVIEW, 'an offset of ten'])}`;
  const send = async (times: number) => {
    child.send({ text, times });
    return Array<number>(times).fill(now());
  };
  const side: Side = { name: 'raw ws', process: child.pid ?? 0, kind: 'ws', url, send };
  return { side, stop: () => void child.kill() };
}

interface Crowd {
  growTo(clients: number, side: Side): Promise<void>;
  /** When each message arrived at each client. */
  hear(messages: number, send: () => Promise<unknown>): Promise<number[]>;
  close(): void;
}

function openCrowd(): Crowd {
  const children = Array.from({ length: PROCESSES }, () => fork(join(FOLDER, 'clients.ts')));
  let clients = 0;
  return {
    growTo: async (wanted, { kind, url }) => {
      const count = (wanted - clients) / PROCESSES;
      await Promise.all(children.map((child) => order(child, { order: 'open', kind, url, count })));
      clients = wanted;
    },
    hear: async (messages, send) => {
      for (const child of children) tell(child, { order: 'expect', messages: (clients / PROCESSES) * messages });
      await sleep(50);
      const reports = Promise.all(children.map(reportOf));
      await send();
      return (await reports).flatMap((report) => ('times' in report ? report.times : []));
    },
    close: () => {
      for (const child of children) child.kill();
    },
  };
}

const now = () => performance.timeOrigin + performance.now();

function tell(child: ChildProcess, what: Order): void {
  child.send(what);
}

async function order(child: ChildProcess, what: Order): Promise<Report> {
  const report = reportOf(child);
  tell(child, what);
  return report;
}

async function reportOf(child: ChildProcess): Promise<Report> {
  const [report] = await once(child, 'message');
  return report as Report;
}

async function measure(side: Side, crowd: Crowd) {
  const delays: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let sent = Number.NaN;
    const times = await crowd.hear(1, async () => {
      [sent = Number.NaN] = await side.send(1);
    });
    for (const time of times) delays.push(Math.max(0, time - sent));
    await sleep(200);
  }
  const all = await crowd.hear(BURST, () => side.send(BURST));
  const seconds = (all.reduce((a, b) => Math.max(a, b)) - all.reduce((a, b) => Math.min(a, b))) / 1_000;
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1), perSecond: all.length / seconds };
}

function shown(measured: Measured[]): string {
  return table(
    `One room: from the 201 of a review to each client (${ROUNDS} reviews); then ${BURST} reviews at once`,
    ['', 'clients', 'p50 ms', 'p99 ms', 'max ms', 'messages/s', 'of raw ws', 'kB each'],
    measured.map(({ name, clients, p50, p99, max, perSecond, kilobytes }) => {
      const bare = measured.find((one) => one.clients === clients && one.name === 'raw ws')?.perSecond ?? Number.NaN;
      return [name, String(clients), p50, p99, max, perSecond, `${Math.round((100 * perSecond) / bare)} %`, kilobytes];
    }),
  );
}
