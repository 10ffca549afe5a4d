import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recommendedForMe } from '@movies/contract';
import { eventually } from '@movies/testing';
import { newPerson, open, type Person, stage, type Visit } from './harness/stage.ts';

let member: Person;
let visit: Visit;
const PATIENCE_MS = 15_000;

beforeAll(async () => {
  member = await newPerson();
  visit = await open('/recommend', { as: member, width: 390 });
});
afterAll(() => visit.context.close());

const heading = (name: string | RegExp) => visit.page.getByRole('heading', { name });
const titles = () => visit.page.getByRole('article').getByRole('heading').allTextContents();

test('a newcomer rates ten films by one gesture each, and has a list of their own', async () => {
  const { page } = visit;
  await page.getByRole('link', { name: 'Rate ten films' }).click();
  const deck = page.getByRole('region', { name: 'The film to rate' });
  await deck.focus();
  await page.keyboard.press('s');
  for (const key of '543454345') await page.keyboard.press(key);
  const box = await deck.getByRole('slider').locator('xpath=..').boundingBox();
  if (!box) throw new Error('there are no stars');
  await page.touchscreen.tap(box.x + box.width * 0.9, box.y + box.height / 2);
  await heading('That is enough to begin').waitFor();
  await page.getByRole('article').first().waitFor();
  await page.getByRole('link', { name: 'To my list' }).click();
  // A busy machine may answer with what is popular for a moment, and say so.
  await eventually(async () => {
    await page.reload();
    await page.getByRole('article').first().waitFor();
    expect(await page.getByText(/^Because you rated/).count()).toBeGreaterThan(5);
  }, PATIENCE_MS);
  expect(await page.getByRole('link', { name: 'Rate ten films' }).count()).toBe(0);
});

describe('a list of recommendations', () => {
  test('lets go of a film that does not interest, and takes it back', async () => {
    const { page } = visit;
    const [first = '', second = ''] = await titles();
    await page.getByRole('button', { name: `Not interested in ${first}` }).click();
    await page.getByText(`${first} will not be suggested again`).waitFor();
    expect((await titles())[0]).toBe(second);
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      `Not interested in ${second}`,
    );
    await expectInList(first, false);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect((await titles())[0]).toBe(first));
    await expectInList(first, true);
  });

  test('is put back where a refusal can not be saved', async () => {
    const { page } = visit;
    const [first = ''] = await titles();
    await page.route('**/dismissal', (route) => route.abort());
    await page.getByRole('button', { name: `Not interested in ${first}` }).click();
    await page.getByText(/can not be reached/).waitFor();
    expect((await titles())[0]).toBe(first);
    await page.unroute('**/dismissal');
  });

  test('is as adventurous and of such films as one wants, and its address says so', async () => {
    const { page } = visit;
    await page.getByRole('slider', { name: 'How adventurous' }).fill('0.9');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Genre').selectOption('Animation');
    await eventually(() => expect(new URL(page.url()).search).toBe('?genre=Animation&adventure=0.9'));
    await page.reload();
    await eventually(async () => expect(await page.getByLabel('How adventurous').inputValue()).toBe('0.9'));
  });

  test('says when it is only what is popular', async () => {
    const { page } = visit;
    await page.route('**/api/user/recommendations?*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'x-degraded': 'popular' } });
    });
    await page.reload();
    await page.getByText(/Your own recommendations are away for a moment/).waitFor();
    await page.unroute('**/api/user/recommendations?*');
  });
});

test('how well someone is known is a plot, and a table of the same', async () => {
  const { page } = visit;
  await page.getByRole('link', { name: 'How well we know you' }).click();
  await page.getByRole('img', { name: /^Expected and given/ }).waitFor();
  await page.getByText('The same as a table').click();
  await page.getByRole('table').getByRole('row').nth(1).waitFor();
});

test('several people get a list together, less what one of them vetoes', async () => {
  const { page } = visit;
  const friend = await newPerson();
  await page.getByRole('link', { name: 'Together' }).click();
  await page.getByRole('combobox', { name: 'Add someone' }).fill(`${stage().platform.url}/people/${friend.id}`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Without ${friend.username}` }).waitFor();
  await page.getByRole('button', { name: 'Find films for us' }).click();
  await page.getByRole('button', { name: /^Veto/ }).first().waitFor();
  const [first = '', second] = await titles();
  await page.getByRole('button', { name: `Veto ${first}` }).click();
  expect((await titles())[0]).toBe(second);
  expect(visit.complaints).toEqual([]);
});

async function expectInList(title: string, isIn: boolean): Promise<void> {
  await eventually(async () => {
    const answer = await stage().platform.api(recommendedForMe, { query: { limit: 100 }, token: member.token });
    expect(answer.headers.get('x-degraded')).toBeNull();
    const { body } = answer;
    const names = (body as { movie: { title: string } }[]).map(({ movie }) => movie.title);
    expect(names.includes(title)).toBe(isIn);
  }, PATIENCE_MS);
}
