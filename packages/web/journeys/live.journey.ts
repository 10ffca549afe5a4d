import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { followMovie, inbox, writeReview } from '@movies/contract';
import { eventually } from '@movies/testing';
import type { WebSocketRoute } from 'playwright-core';
import { movieCalled } from './harness/movies.ts';
import { newPerson, type Person, stage, type Visit, visit as visitAs } from './harness/stage.ts';

let [reader, author]: Person[] = [];
let visit: Visit;
let followed: number;

beforeAll(async () => {
  [reader, author, followed] = await Promise.all([newPerson(), newPerson(), movieCalled('Ran')]);
  await stage().platform.api(followMovie, { params: { id: followed }, token: reader.token });
  visit = await visitAs({ as: reader });
  await visit.context.routeWebSocket(/\/socket\.io\//, connect);
  await visit.page.goto('/');
});
afterAll(() => visit.context.close());

/** The connections there are, each with its other end; none while it is cut. */
const connections = new Map<WebSocketRoute, WebSocketRoute>();
let isCut = false;

function connect(socket: WebSocketRoute): void {
  if (isCut) return void socket.close();
  connections.set(socket, socket.connectToServer());
  socket.onClose(() => void hangUp(socket));
}

async function hangUp(socket: WebSocketRoute): Promise<void> {
  const server = connections.get(socket);
  connections.delete(socket);
  await server?.close();
}

async function cut(): Promise<void> {
  isCut = true;
  for (const socket of [...connections.keys()]) {
    await hangUp(socket);
    await socket.close();
  }
}

async function review(id: number, title: string): Promise<void> {
  const call = { params: { id }, body: { title, review: 'Seen it, and still do.' }, token: author?.token };
  expect((await stage().platform.api(writeReview, call)).status).toBe(201);
}

const unread = (count: number) => visit.page.getByRole('link', { name: `${count} unread notification` });

test('a review of a followed film is on the home page and told of as soon as it is written', async () => {
  const { page } = visit;
  await page.getByRole('heading', { name: 'Fresh from the foyer' }).waitFor();
  await page.getByRole('article').first().waitFor();
  const title = `Arrows and clouds ${author?.id}`;
  await review(followed, title);
  await page.getByRole('heading', { name: title }).waitFor();
  await page
    .getByRole('status')
    .getByText(/reviewed Ran/)
    .waitFor();
  await unread(1).waitFor();
});

test('reviews that were written while the connection was broken come when it is back', async () => {
  const { page } = visit;
  await cut();
  const title = `A swing in the snow ${author?.id}`;
  await review(await movieCalled('Ikiru'), title);
  isCut = false;
  await page.getByRole('heading', { name: title }).waitFor();
});

test('the inbox shows what is unread, and reads it', async () => {
  const { page } = visit;
  await unread(1).click();
  await page.getByText('1 is unread').waitFor();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('Everything is read.').waitFor();
  await eventually(async () => {
    const { body } = await stage().platform.api(inbox, { token: reader?.token });
    expect(body).toMatchObject({ unread_count: 0 });
  });
});

test('whoever logs out hears no more', async () => {
  const { page } = visit;
  await page.goto('/logout');
  await eventually(() => expect(connections.size).toBe(1));
  await page.getByRole('main').getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'You are logged out' }).waitFor();
  await eventually(() => expect(connections.size).toBe(0));
  expect(visit.complaints).toEqual([]);
});
