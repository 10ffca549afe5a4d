import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn, myPreferences, myProfile } from '@movies/contract';
import { newPerson, open, type Person, stage, type Visit } from './harness/stage.ts';

let person: Person;
let visit: Visit;

beforeAll(async () => {
  person = await newPerson();
  visit = await open('/settings', { as: person });
});
afterAll(() => visit.context.close());

describe('my profile', () => {
  test('keeps what is typed over a reload, and shows it to everyone once it is saved', async () => {
    const { page } = visit;
    await page.getByLabel('Name', { exact: true }).fill('Ingrid of the Aisle Seat');
    await page.reload();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ingrid of the Aisle Seat');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile is saved').waitFor();
    await page.getByRole('link', { name: 'See my page' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ingrid of the Aisle Seat' }).waitFor();
  });

  test('says at the field what is wrong with it', async () => {
    const { page } = visit;
    await page.goto('/settings/profile');
    await page.getByLabel('User name').fill('admin');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('User name').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('User name').fill(person.username);
  });
});

describe('my taste', () => {
  test('is told by genres, people and films, and stays', async () => {
    const { page } = visit;
    await page.goto('/settings/taste');
    await page.getByRole('button', { name: 'Horror' }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill('sigourney');
    await page.getByRole('option', { name: 'Sigourney Weaver' }).click();
    await page.getByRole('combobox', { name: 'Film', exact: true }).fill('metropolis');
    await page.getByRole('option', { name: 'Metropolis' }).first().click();
    await page.getByRole('button', { name: 'Take Metropolis away' }).waitFor();
    await page.waitForLoadState('networkidle');
    const { body } = await stage().platform.api(myPreferences, { token: person.token });
    expect(body).toMatchObject({ genres: [27], actors: ['Sigourney Weaver'], movies: [expect.any(Number)] });
  });
});

describe('my sessions', () => {
  test('end elsewhere when I say so here', async () => {
    const { page } = visit;
    const { api } = stage().platform;
    await api(logIn, { body: { email: person.email, password: person.password }, headers: { 'user-agent': 'curl/8' } });
    await page.goto('/settings/security');
    await page.getByRole('button', { name: 'End the session of curl' }).click();
    await page.getByText('That session is ended').waitFor();
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
    await page.getByText('You are logged in nowhere else.').waitFor();
    expect((await api(myProfile, { token: person.token })).status).toBe(401);
  });
});

describe('my data', () => {
  test('is taken along in a file', async () => {
    const { page } = visit;
    await page.goto('/settings/data');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download my data' }).click();
    const download = await downloading;
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
      account: { email: person.email },
    });
  });

  test('is deleted for the password alone', async () => {
    const { page, complaints } = visit;
    await page.getByRole('button', { name: 'Delete my account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill('not mine');
    await dialog.getByRole('button', { name: 'Delete everything' }).click();
    await dialog.getByText('This is not your password.').first().waitFor();
    await dialog.getByLabel('Your password').fill(person.password);
    await dialog.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByText('Your account is deleted. Farewell.').waitFor();
    await page.waitForURL((url) => url.pathname === '/');
    const again = { email: person.email, password: person.password };
    expect((await stage().platform.api(logIn, { body: again })).status).toBe(401);
    expect(complaints).toEqual([]);
  });
});
