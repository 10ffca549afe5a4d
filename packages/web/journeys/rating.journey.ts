import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myRating } from '@movies/contract';
import { eventually } from '@movies/testing';
import { movieCalled } from './harness/movies.ts';
import { newPerson, open, type Person, stage, type Visit } from './harness/stage.ts';

let member: Person;
let id: number;
let visit: Visit;

beforeAll(async () => {
  [member, id] = await Promise.all([newPerson(), movieCalled('Alien')]);
  visit = await open(`/movies/${id}`, { as: member });
});
afterAll(() => visit.context.close());

const stars = () => visit.page.getByRole('slider', { name: 'Your rating: Alien' });

async function expectSaved(rating: number): Promise<void> {
  await eventually(async () => {
    const { body } = await stage().platform.api(myRating, { params: { id }, token: member.token });
    expect(body).toMatchObject({ rating });
  });
}

describe('rating a film', () => {
  test('goes by mouse, in halves', async () => {
    const box = await stars().locator('xpath=..').boundingBox();
    if (!box) throw new Error('there are no stars');
    await visit.page.mouse.click(box.x + box.width * 0.66, box.y + box.height / 2);
    await visit.page.getByText('Rated 3.5 stars').waitFor();
    await expectSaved(3.5);
  });

  test('goes by keyboard, and tells a screen reader', async () => {
    await stars().focus();
    await visit.page.keyboard.press('ArrowRight');
    await visit.page.keyboard.press('ArrowRight');
    expect(await stars().getAttribute('aria-valuetext')).toBe('4.5 stars');
    await visit.page.getByText('Rated 4.5 stars').waitFor();
    await expectSaved(4.5);
  });

  test('is there after loading the page again', async () => {
    await visit.page.reload();
    await eventually(async () => expect(await stars().inputValue()).toBe('4.5'));
  });

  test('is put back, with a reason, where it can not be saved', async () => {
    await visit.page.route('**/api/movies/*/rating', (route) => route.abort());
    await visit.page.getByRole('button', { name: 'Take the rating back' }).click();
    await visit.page.getByText(/can not be reached.*as it was before/).waitFor();
    expect(await stars().inputValue()).toBe('4.5');
    await visit.page.unroute('**/api/movies/*/rating');
  });

  test('can be taken back', async () => {
    await visit.page.getByRole('button', { name: 'Take the rating back' }).click();
    await visit.page.getByText('Rating taken back').waitFor();
    expect(await stars().getAttribute('aria-valuetext')).toBe('Not rated');
  });
});

test('a film is put on the watchlist, and taken off', async () => {
  const button = visit.page.getByRole('button', { name: 'Watchlist' });
  await button.click();
  await visit.page.getByText('On your watchlist').waitFor();
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  await button.click();
  await visit.page.getByText('Off your watchlist').waitFor();
  expect(await button.getAttribute('aria-pressed')).toBe('false');
});

test('a guest who rates is shown the way in, and comes back', async () => {
  const { page, context } = await open(`/movies/${id}`);
  await page.getByRole('slider', { name: 'Your rating: Alien' }).press('ArrowRight');
  await page.getByRole('status').getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('E-mail or user name').fill(member.username);
  await page.getByLabel('Password', { exact: true }).fill(member.password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alien' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/movies/${id}`);
  await context.close();
});
