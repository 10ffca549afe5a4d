import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { latestReviews, logIn, reportReview, writeReview } from '@movies/contract';
import { eventually } from '@movies/testing';
import { movieCalled } from './harness/movies.ts';
import { newPerson, open, type Person, stage, type Visit } from './harness/stage.ts';

let member: Person;
let visit: Visit;

beforeAll(async () => {
  member = await newPerson();
  visit = await open('/staff', { as: stage().platform.admin });
});
afterAll(() => visit.context.close());

test('staff see at a glance that all services work', async () => {
  const { page } = visit;
  await eventually(async () => expect(await page.getByRole('main').getByText('Works').count()).toBe(4));
  await page.getByRole('button', { name: 'Clear the cache' }).click();
  await page.getByText('The cache is cleared').waitFor();
});

test('staff find a person, suspend them with a reason, and read it in the trail', async () => {
  const { page } = visit;
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByLabel('Name or e-mail address').fill(member.username);
  await page.getByText('1 person').waitFor();
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByLabel('Reason').fill('Sells tickets');
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await page.getByText(`${member.username} is suspended`).waitFor();
  const { email, password } = member;
  expect((await stage().platform.api(logIn, { body: { email, password } })).status).not.toBe(200);
  await page
    .getByRole('main')
    .getByRole('link', { name: `Trail : ${member.username}` })
    .click();
  await page.getByRole('row', { name: new RegExp(`${member.username}.*Sells tickets`) }).waitFor();
});

test('staff hide what was reported, and say why; what they typed outlives a reload', async () => {
  const { page } = visit;
  const { api } = stage().platform;
  const [author, reporter, id] = await Promise.all([newPerson(), newPerson(), movieCalled('Ikiru')]);
  const body = { title: `Buy now ${author.id}`, review: 'Cheap watches.' };
  const written = await api(writeReview, { params: { id }, body, token: author.token });
  const params = { id: (written.body as { id: number }).id };
  await api(reportReview, { params, body: { reason: 'spam' }, token: reporter.token });
  const report = page.getByRole('article').filter({ hasText: body.title });
  const hide = report.getByRole('button', { name: 'Hide' });
  await page.getByRole('link', { name: 'Reports' }).click();
  await hide.click();
  await page.getByLabel('Why').fill('Advert');
  await page.reload();
  await hide.click();
  expect(await page.getByLabel('Why').inputValue()).toBe('Advert');
  await page.getByRole('dialog').getByRole('button', { name: 'Hide' }).click();
  await report.waitFor({ state: 'detached' });
  await eventually(async () => {
    const latest = (await api(latestReviews)).body as { id: number }[];
    expect(latest.map((review) => review.id)).not.toContain(params.id);
  });
});

test('staff see the quality of trainings as a plot, and the jobs of each service', async () => {
  const { page } = visit;
  await page.getByRole('link', { name: 'Training' }).click();
  // The first training of the platform, which has to share the machine with all that goes on here.
  await page.getByRole('img', { name: /^Quality over time/ }).waitFor({ timeout: 60_000 });
  await page
    .getByLabel('Measure')
    .selectOption({ label: 'Error of predicted ratings (RMSE in stars, lower is better)' });
  await page.getByRole('img', { name: /RMSE/ }).waitFor();
  await page.getByRole('link', { name: 'Jobs' }).click();
  await eventually(async () => expect(await page.getByText('No job has failed').count()).toBe(4));
  expect(visit.complaints).toEqual([]);
}, 90_000);

test('a member is told that these pages are not for them', async () => {
  const { page, context } = await open('/staff/people', { as: await newPerson() });
  await page.getByRole('heading', { name: 'You are not allowed to do this.' }).waitFor();
  await context.close();
});
