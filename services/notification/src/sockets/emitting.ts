// Emits what is new, at every replica to the sockets it holds. What is new is rows: a replica that slept, or a NOTIFY that
// was lost, costs time and no announcement.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Lifecycle, Log } from '@movies/service-kit';
import { announcedAfter, lastPlace } from '../announcements/announcements.repository.ts';
import { lastInboxId, newEntriesFor } from '../inbox/inbox.repository.ts';
import { ALL_REVIEWS, memberRoom, movieRoom } from './rooms.ts';
import type { SocketServer } from './types.ts';

interface Needs {
  io: SocketServer;
  database: Database;
  lifecycle: Lifecycle;
  log: Log;
}

const LOOK_ANYWAY_MS = 2_000;
const AT_ONCE = 200;

export interface Emitting {
  /** Has it look for news. */
  news: () => void;
  /** The place of the last announcement that this replica emitted. */
  emitted: () => number;
}

export async function emitNews({ io, database, lifecycle, log }: Needs): Promise<Emitting> {
  const upTo = { place: await lastPlace(database), inboxId: await lastInboxId(database) };
  let isNews = false;
  let isFailing = false;
  let looking: Promise<void> | undefined;

  async function emitReviews(): Promise<void> {
    for (let found = AT_ONCE; found === AT_ONCE; ) {
      const announced = await announcedAfter(database, upTo.place, AT_ONCE);
      for (const { place, review } of announced) {
        io.local.to([movieRoom(review.movie_id), ALL_REVIEWS]).emit('new_review', review);
        upTo.place = place;
      }
      found = announced.length;
    }
  }

  async function emitNotifications(): Promise<void> {
    const last = await lastInboxId(database);
    const members = membersOf(io);
    if (last > upTo.inboxId && members.length > 0) {
      for (const { userId, notification } of await newEntriesFor(database, members, upTo.inboxId, last))
        io.local.to(memberRoom(userId)).emit('notification', notification);
    }
    upTo.inboxId = Math.max(last, upTo.inboxId);
  }

  async function look(): Promise<void> {
    while (isNews && !lifecycle.ending.aborted) {
      isNews = false;
      try {
        await emitReviews();
        await emitNotifications();
        isFailing = false;
      } catch (error) {
        if (!isFailing) log.warn({ err: error }, 'what is new could not be emitted; trying again');
        isFailing = true;
        isNews = true;
        await sleep(500, undefined, { signal: lifecycle.ending }).catch(() => undefined);
      }
    }
  }

  function news(): void {
    isNews = true;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  const timer = setInterval(news, LOOK_ANYWAY_MS);
  lifecycle.atEnd('emitting', async () => {
    clearInterval(timer);
    await looking;
  });
  return { news, emitted: () => upTo.place };
}

const OF_MEMBER = memberRoom(0).slice(0, -1);

function membersOf({ sockets }: SocketServer): number[] {
  const ids: number[] = [];
  for (const room of sockets.adapter.rooms.keys())
    if (room.startsWith(OF_MEMBER)) ids.push(Number(room.slice(OF_MEMBER.length)));
  return ids;
}
