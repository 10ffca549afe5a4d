import { expect, test } from '@jest/globals';
import { aSuggestion } from '../testing/recommender.ts';
import { digestText } from './texts.ts';

const letter = {
  news: [{ text: 'anna reviewed Casablanca' }, { text: 'ben likes your review of Alien' }],
  unread: 2,
  films: [aSuggestion({ id: 603, title: 'The Matrix', release_date: '1999-03-30' })],
  site: 'https://films.example.org',
};

test('a digest has what is new, what is unread and films one may like, with links to the pages', () => {
  expect(digestText(letter)).toBe(`Here is what happened:

- anna reviewed Casablanca
- ben likes your review of Alien

2 notifications are not read yet:
https://films.example.org/notifications

Films we think you would like:

- The Matrix (1999): you would give it about 4.3 stars
Because you like Drama
https://films.example.org/movies/603`);
});

test('without pages there are no links, and of a film only what is known', () => {
  const [film = aSuggestion()] = letter.films;
  const unknown = { ...film, predicted_rating: null, movie: { ...film.movie, release_date: null } };
  const text = digestText({ ...letter, site: undefined, unread: 1, films: [unknown] });
  expect(text).toContain('One notification is not read yet (GET /api/notifications).');
  expect(text).toMatch(/\n\n- The Matrix\nBecause you like Drama$/);
});

test('without films there is no word of them', () => {
  expect(digestText({ ...letter, films: [] })).toMatch(/\/notifications$/);
});

test('what members have named stays on its line', () => {
  const title = 'A film\n\nYour account is suspended';
  const text = digestText({ ...letter, news: [{ text: `anna reviewed ${title}` }], films: [aSuggestion({ title })] });
  expect(text).toContain('- anna reviewed A film Your account is suspended\n');
  expect(text).toContain('- A film Your account is suspended (1942)');
});
