import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addToWatchlist, myRatings, myWatched, myWatchlist, rateMovie } from '@movies/contract';
import { eventually } from '@movies/testing';
import { findingsOn } from './harness/axe.ts';
import { movieCalled } from './harness/movies.ts';
import { newPerson, open, type Person, stage, type Visit } from './harness/stage.ts';

let person: Person;
let visit: Visit;
let alien: number;
let vertigo: number;

beforeAll(async () => {
  [person, alien, vertigo] = await Promise.all([newPerson(), movieCalled('Alien'), movieCalled('Vertigo')]);
  const { api } = stage().platform;
  const { token } = person;
  await stored(() => api(rateMovie, { params: { id: alien }, body: { rating: 4 }, token }));
  await stored(() => api(rateMovie, { params: { id: vertigo }, body: { rating: 2 }, token }));
  await stored(() => api(addToWatchlist, { body: { movie_id: vertigo }, token }));
  visit = await open('/reviews', { as: person });
});
afterAll(() => visit.context.close());

/** A machine that runs all tests at once may be too late with an answer; to say the same again does no harm. */
async function stored(write: () => Promise<{ status: number }>): Promise<void> {
  await eventually(async () => expect((await write()).status).toBeLessThan(300));
}

const mine = async (list: typeof myWatched | typeof myWatchlist) => {
  const { body } = await stage().platform.api(list, { token: person.token });
  return body as { movie: { id: number }; watched_at?: string | null }[];
};

describe('my ratings', () => {
  const titles = () => visit.page.locator('main li').locator('a:not([aria-hidden])').allInnerTexts();

  test('are ordered as the address says', async () => {
    await visit.page.getByLabel('Order').selectOption('By title');
    await visit.page.waitForURL(/sort=title/);
    await visit.page.reload();
    await visit.page.getByRole('slider').first().waitFor();
    expect(await titles()).toEqual(['Alien', 'Vertigo']);
    expect(await findingsOn(visit.page)).toEqual([]);
  });

  test('are changed in place, by the keyboard', async () => {
    await visit.page.getByRole('slider', { name: 'Your rating of Alien' }).press('ArrowRight');
    await visit.page.getByText('Rated 4.5 stars').waitFor();
    const { body } = await stage().platform.api(myRatings, { query: { sort: 'title' }, token: person.token });
    expect(body).toMatchObject([{ rating: 4.5 }, { rating: 2 }]);
  });

  test('are as before where that can not be saved', async () => {
    const { page } = visit;
    await page.route('**/rating', (route) => route.abort());
    await page.getByRole('slider', { name: 'Your rating of Vertigo' }).press('ArrowRight');
    await page.getByText('The platform can not be reached', { exact: false }).waitFor();
    await page.unroute('**/rating');
    const slider = page.getByRole('slider', { name: 'Your rating of Vertigo' });
    expect(await slider.getAttribute('aria-valuetext')).toBe('2 stars');
  });
});

describe('the watchlist', () => {
  test('gives a film to the diary once it is seen, and takes it back', async () => {
    const { page } = visit;
    await page.goto('/watchlist');
    await page.getByRole('button', { name: /Seen it.*Vertigo/ }).click();
    await page.getByText('Nothing to watch yet').waitFor();
    await page.getByText('Vertigo is in your diary', { exact: false }).waitFor();
    expect(await mine(myWatched)).toMatchObject([{ movie: { id: vertigo }, watched_at: expect.any(String) }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /Seen it.*Vertigo/ }).waitFor();
    expect([(await mine(myWatched)).length, (await mine(myWatchlist)).length]).toEqual([0, 1]);
  });
});

describe('the diary', () => {
  test('takes a film, found by its title, on a day', async () => {
    const { page } = visit;
    await page.goto('/watched');
    await page.getByRole('button', { name: 'Add a film' }).click();
    const film = page.getByRole('combobox', { name: 'Film', exact: true });
    await film.fill('alien');
    await page.getByRole('option', { name: 'Alien 1979' }).waitFor();
    await film.press('ArrowDown');
    await film.press('Enter');
    await page.getByLabel('Watched on').fill('2024-02-29');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByRole('heading', { name: 'February 2024' }).waitFor();
    expect(await mine(myWatched)).toMatchObject([{ movie: { id: alien }, watched_at: '2024-02-29' }]);
  });

  test('has its dates changed, and gives back what was removed, with its date', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Change when you watched Alien' }).click();
    await page.getByLabel('Watched on').fill('2023-12-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'December 2023' }).waitFor();
    expect(await findingsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove Alien' }).click();
    await page.getByText('An empty diary').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'December 2023' }).waitFor();
    expect(await mine(myWatched)).toMatchObject([{ watched_at: '2023-12-31' }]);
    expect(visit.complaints).toEqual([]);
  });
});
