// Writers write, subscribers listen, processes are killed. In the end everything that was acknowledged is there and was told
// to everyone, and everything that was told is there.
import { createMovie, oneReview, register, writeReview } from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { eventually } from '@movies/testing';
import { newPerson } from '../people.ts';
import type { Cluster } from './cluster.ts';
import { type Subscriber, subscribe } from './subscriber.ts';

export interface Plan {
  writers: number;
  subscribers: number;
  seconds: number;
  /** It goes on for longer where fewer were killed until then. */
  leastKills: number;
  /** Between two reviews of one writer. */
  pauseMs: number;
}

export interface Found {
  acknowledged: number;
  announced: number;
  kills: number;
  doubles: number;
  /** What ought to be empty. */
  notStored: number[];
  announcedButMissing: number[];
  announcedTwice: number[];
  notHeard: { subscriber: number; review: number }[];
}

export async function check(cluster: Cluster, plan: Plan): Promise<Found> {
  const api = createClient(cluster.url);
  const urls = [cluster.url, cluster.socketUrl];
  const subscribers = await Promise.all(
    Array.from({ length: plan.subscribers }, (_, index) => subscribe(urls[index % urls.length] as string)),
  );
  const tokens = await Promise.all(Array.from({ length: plan.writers }, () => newWriter(api)));
  const over = new AbortController();
  const killing = killInTurn(cluster, plan).finally(() => over.abort());
  const written = await Promise.all(tokens.map((token) => write(api, token, over.signal, plan.pauseMs)));
  const kills = await killing;
  const acknowledged = written.flat();
  await untilHeard(subscribers, acknowledged);
  for (const subscriber of subscribers) subscriber.stop();
  return { kills, ...(await judge(api, acknowledged, subscribers)) };
}

/** All come at once, to services that have only just started. */
function newWriter(api: Client): Promise<string> {
  return eventually(async () => {
    const answer = await api(register, { body: newPerson() });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.access_token;
  });
}

/** Answers the reviews whose writing was acknowledged. */
async function write(api: Client, token: string, over: AbortSignal, pauseMs: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let number = 0; !over.aborted; number += 1) {
    await pause(pauseMs);
    const film = await api(createMovie, { token, body: { title: `Film ${number}` } }).catch(() => undefined);
    if (film?.status !== 201) continue;
    const body = { title: `Review ${number}`, review: 'As it was.' };
    const review = await api(writeReview, { token, params: { id: String(film.body.id) }, body }).catch(() => undefined);
    if (review?.status === 201) acknowledged.push(review.body.id);
  }
  return acknowledged;
}

async function killInTurn({ kills }: Cluster, { seconds, leastKills }: Plan): Promise<number> {
  const until = Date.now() + seconds * 1_000;
  let count = 0;
  for (;;) {
    for (const kill of Object.values(kills)) {
      if (Date.now() >= until && count >= leastKills) return count;
      await pause(300);
      await kill();
      count += 1;
    }
  }
}

const MOST_WAIT_MS = 15_000;

async function untilHeard(subscribers: Subscriber[], acknowledged: number[]): Promise<void> {
  const until = Date.now() + MOST_WAIT_MS;
  const hasHeard = ({ reviews }: Subscriber) => {
    const heard = new Set(reviews.values());
    return acknowledged.every((id) => heard.has(id));
  };
  while (!subscribers.every(hasHeard) && Date.now() < until) await pause(100);
}

async function judge(api: Client, acknowledged: number[], subscribers: Subscriber[]): Promise<Omit<Found, 'kills'>> {
  const events = new Map(subscribers.flatMap(({ reviews }) => [...reviews]));
  const announced = [...events.values()];
  /** Only a clear answer counts, not one that says to ask again. */
  const isThere = (id: number) =>
    eventually(async () => {
      const { status } = await api(oneReview, { params: { id } });
      if (status !== 200 && status !== 404) throw new Error(`asked for review ${id}, and answered with ${status}`);
      return status === 200;
    });
  const missing = async (ids: number[]) => {
    const gone: number[] = [];
    for (const id of ids) if (!(await isThere(id))) gone.push(id);
    return gone;
  };
  return {
    acknowledged: acknowledged.length,
    announced: events.size,
    doubles: subscribers.flatMap(({ seen }) => [...seen.values()]).reduce((sum, times) => sum + times - 1, 0),
    notStored: await missing(acknowledged),
    announcedButMissing: await missing([...new Set(announced)].filter((id) => !acknowledged.includes(id))),
    announcedTwice: announced.filter((id, index) => announced.indexOf(id) !== index),
    notHeard: subscribers.flatMap(({ reviews }, subscriber) => {
      const heard = new Set(reviews.values());
      return acknowledged.filter((id) => !heard.has(id)).map((review) => ({ subscriber, review }));
    }),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((over) => {
    setTimeout(over, ms);
  });
}
