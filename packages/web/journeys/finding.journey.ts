import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { open, type Visit } from './harness/stage.ts';

let visit: Visit;

beforeAll(async () => {
  visit = await open('/catalog');
});
afterAll(() => visit.context.close());

const found = () => visit.page.getByText(/^\d+ films?$/);

describe('the catalogue', () => {
  test('keeps its filters in the address', async () => {
    const { page } = visit;
    await found().waitFor();
    await page.getByLabel('Decade').selectOption('1950');
    await page.getByLabel('Sort by').selectOption('title');
    await page.waitForURL(/decade=1950.*sort=title|sort=title.*decade=1950/);
    await page.getByRole('heading', { name: 'Catalogue' }).waitFor();
    const few = await page.getByText(/^\d{1,2} films$/).textContent();
    await page.reload();
    await page.getByText(few as string).waitFor();
    expect(await page.getByLabel('Decade').inputValue()).toBe('1950');
  });

  test('goes back through what one has looked at', async () => {
    const { page } = visit;
    await page.getByLabel('Genre').selectOption('Western');
    await page.waitForURL(/genre=Western/);
    await page.goBack();
    expect(await page.getByLabel('Genre').inputValue()).toBe('');
    expect(await page.getByLabel('Decade').inputValue()).toBe('1950');
  });

  test('says what to do where nothing is like that', async () => {
    const { page } = visit;
    await page.goto('/catalog?genre=Western&decade=2020&min_rating=4.5');
    await page.getByText('No film is like that').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await page.getByRole('article').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('search', () => {
  test('suggests films while one types, slips forgiven, and goes there by keyboard', async () => {
    const { page } = visit;
    const box = page.getByRole('combobox', { name: 'Search films and people' });
    await box.pressSequentially('sevn samurai');
    await page.getByRole('option', { name: /Seven Samurai/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Seven Samurai' }).waitFor();
    expect(await page.title()).toBe('Seven Samurai (1954) · Movie Review Platform');
  });

  test('shows all results on Enter, and takes the focus to them', async () => {
    const { page } = visit;
    const box = page.getByRole('combobox', { name: 'Search films and people' });
    await box.fill('kurosawa');
    await box.press('Enter');
    const heading = page.getByRole('heading', { level: 1, name: 'Results for “kurosawa”' });
    await heading.waitFor();
    expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByRole('link', { name: 'Rashomon' }).waitFor();
  });
});

test('the page on a phone has its way around at the bottom, and is not wider than the phone', async () => {
  const { page, context } = await open('/', { width: 360 });
  await page.getByRole('article').first().waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await page.getByRole('navigation').getByRole('link', { name: 'Catalogue' }).last().click();
  await page.getByRole('heading', { name: 'Catalogue' }).waitFor();
  await context.close();
});
