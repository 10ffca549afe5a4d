import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myReview, writeReview } from '@movies/contract';
import { movieCalled } from './harness/movies.ts';
import { newPerson, open, type Person, stage, type Visit } from './harness/stage.ts';

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script> & so on';

let author: Person;
let reader: Person;
let id: number;
let writing: Visit;

beforeAll(async () => {
  [author, reader, id] = await Promise.all([newPerson(), newPerson(), movieCalled('Stalker')]);
  writing = await open(`/movies/${id}`, { as: author });
});
afterAll(() => writing.context.close());

describe('writing a review', () => {
  test('survives a reload before it is sent', async () => {
    const { page } = writing;
    await page.getByRole('button', { name: 'Write a review' }).click();
    await page.getByLabel('Headline').fill('The room');
    await page.getByLabel('Review', { exact: true }).fill(HOSTILE);
    await page.reload();
    expect(await page.getByLabel('Headline').inputValue()).toBe('The room');
    expect(await page.getByLabel('Review', { exact: true }).inputValue()).toBe(HOSTILE);
  });

  test('puts it on the page, word for word', async () => {
    const { page, complaints } = writing;
    await page.getByLabel('It tells how the film ends or turns').check();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Your review is out').waitFor();
    await page.getByRole('button', { name: 'Read it anyway' }).first().click();
    await page.getByText(HOSTILE).waitFor();
    expect(complaints).toEqual([]);
    const { body } = await stage().platform.api(myReview, { params: { id }, token: author.token });
    expect(body).toMatchObject({ title: 'The room', review: HOSTILE, contains_spoilers: true });
  });

  test('can be done again: edited, and deleted after a question', async () => {
    const { page } = writing;
    await page.getByRole('button', { name: 'Edit your review' }).click();
    await page.getByLabel('Headline').fill('The room, again');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: 'The room, again' }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Write a review' }).waitFor();
    expect((await stage().platform.api(myReview, { params: { id }, token: author.token })).status).toBe(404);
  });
});

describe('a review of someone else', () => {
  test('is liked, and commented on', async () => {
    const { api } = stage().platform;
    const review = { title: 'Slow water', review: 'I fell asleep and it was still going on.' };
    await api(writeReview, { params: { id }, body: review, token: author.token });
    const { page, context } = await open(`/movies/${id}`, { as: reader });
    const card = page.getByRole('article').filter({ hasText: 'Slow water' });
    await card.getByRole('button', { name: 'Like' }).click();
    await card.getByRole('button', { name: 'Like: 1' }).waitFor();
    await card.getByRole('button', { name: 'Comment' }).click();
    await card.getByLabel('Your comment').fill('Me too.');
    await card.getByRole('button', { name: 'Say it' }).click();
    await card.getByText('Me too.').waitFor();
    await card.getByRole('button', { name: '1 comment' }).waitFor();
    await context.close();
  });
});
