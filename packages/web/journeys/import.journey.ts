import { expect, test } from '@jest/globals';
import { myRatings } from '@movies/contract';
import { findingsOn } from './harness/axe.ts';
import { newPerson, open, stage } from './harness/stage.ts';

const EXPORT = `Date,Name,Year,Letterboxd URI,Rating
2024-01-03,Vertigo,1958,https://boxd.it/2,5
2024-01-04,A Film Nobody Knows,2031,https://boxd.it/3,3
2024-01-05,Psycho,1960,https://boxd.it/4,eleven
`;

test('an import is looked at, done for real, and undone', async () => {
  const person = await newPerson();
  const { page, context, complaints } = await open('/import', { as: person });
  const rated = async () => {
    const { body } = await stage().platform.api(myRatings, { token: person.token });
    return (body as { rating: number; movie: { title: string } }[]).map(({ rating, movie }) => [movie.title, rating]);
  };
  await page.getByLabel('Only look').check();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'ratings.csv', mimeType: 'text/csv', buffer: Buffer.from(EXPORT) });
  await page.getByText('1 line would be added and 0 changed.').waitFor();
  await page.getByText('"eleven" is not a rating.').waitFor();
  expect(await findingsOn(page)).toEqual([]);
  expect(await rated()).toEqual([]);
  await page.getByRole('button', { name: 'Do it for real' }).click();
  await page.getByText('1 line has been added and 0 changed.').waitFor();
  expect(await rated()).toEqual([['Vertigo', 5]]);
  await page.getByRole('link', { name: 'Film not found 1' }).click();
  await page.getByRole('cell', { name: 'A Film Nobody Knows (2031)' }).waitFor();
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('What it brought is gone again.').waitFor();
  expect(await rated()).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
