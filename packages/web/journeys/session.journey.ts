import { describe, expect, test } from '@jest/globals';
import { endOtherSessions, listSessions, logIn } from '@movies/contract';
import { eventually } from '@movies/testing';
import { movieCalled } from './harness/movies.ts';
import { newPerson, open, stage, visit } from './harness/stage.ts';

const account = 'Your account';

describe('a session', () => {
  test('begins with registering, and leaves no token where scripts could keep it', async () => {
    const { page, context, complaints } = await open('/register?to=/catalog');
    await page.getByLabel('User name').fill(`new${Date.now()}`);
    await page.getByLabel('E-mail').fill(`new${Date.now()}@example.org`);
    await page.getByLabel('Password', { exact: true }).fill('a long sentence');
    await page.getByRole('main').getByRole('button', { name: 'Join' }).click();
    await page.getByRole('button', { name: account }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/catalog');
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toMatch(/ey[A-Za-z0-9_-]+\.|refresh/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('says in words what is wrong, and keeps what was typed', async () => {
    const { page, context } = await open('/login');
    await page.getByLabel('E-mail or user name').fill('nobody');
    await page.getByLabel('Password', { exact: true }).fill('a wrong guess');
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('Invalid email or password').waitFor();
    expect(await page.getByLabel('E-mail or user name').inputValue()).toBe('nobody');
    await context.close();
  });

  test('is one for two tabs that wake at the same time', async () => {
    const person = await newPerson();
    const { context, page } = await visit({ as: person });
    const other = await context.newPage();
    await Promise.all([page.goto('/'), other.goto('/catalog')]);
    for (const tab of [page, other]) await tab.getByRole('button', { name: account }).waitFor();
    const { body } = await stage().platform.api(listSessions, { token: person.token });
    expect(body).toHaveLength(2);
    await context.close();
  });

  test('ends in all tabs with logging out in one', async () => {
    const person = await newPerson();
    const { context, page } = await visit({ as: person });
    const other = await context.newPage();
    await page.goto('/catalog');
    await page.getByRole('button', { name: account }).waitFor();
    await other.goto('/logout');
    await other.getByRole('main').getByRole('button', { name: 'Log out' }).click();
    await other.getByRole('heading', { name: 'You are logged out' }).waitFor();
    await page.getByRole('dialog', { name: 'You are not logged in any more.' }).waitFor();
    await context.close();
  });

  test('that ended elsewhere asks for the password where one is, and nothing that was typed is lost', async () => {
    const [person, id] = await Promise.all([newPerson(), movieCalled('Ran')]);
    const { page, context } = await open(`/movies/${id}`, { as: person });
    await page.getByRole('button', { name: 'Write a review' }).click();
    await page.getByLabel('Review', { exact: true }).fill('Three arrows do break.');
    const { api } = stage().platform;
    const { body } = await api(logIn, { body: { email: person.email, password: person.password } });
    await api(endOtherSessions, { token: (body as { access_token: string }).access_token });
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog', { name: 'You are not logged in any more.' });
    await dialog.getByLabel('E-mail or user name').fill(person.email);
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await dialog.getByRole('button', { name: 'Log in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await page.getByLabel('Review', { exact: true }).inputValue()).toBe('Three arrows do break.'),
    );
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Your review is out').waitFor();
    await context.close();
  });
});
