import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type DemoFilm, readDemoData } from './data.ts';

const { films, reviews, comments } = await readDemoData();
const MOVIELENS = join(import.meta.dirname, '../../../../../shared/data/ml-latest-small');

describe('the films of the demo', () => {
  test('are many, from all times, and none is there twice', () => {
    expect(films.length).toBeGreaterThanOrEqual(300);
    expect(new Set(films.map(({ imdb_id }) => imdb_id)).size).toBe(films.length);
    expect(new Set(films.map(({ media_type, tmdb_id }) => `${media_type} ${tmdb_id}`)).size).toBe(films.length);
    const decades = new Set(films.map(({ release_date }) => release_date.slice(0, 3)));
    expect([...decades].toSorted()).toEqual(expect.arrayContaining(['192', '195', '197', '199', '201', '202']));
  });

  test('have all that a page shows', () => {
    const incomplete = films.filter(
      ({ title, original_title, description, genres, directors, cast, runtime, release_date }) =>
        !(title && original_title && description && genres.length && directors.length && cast.length && runtime) ||
        Number.isNaN(Date.parse(release_date)),
    );
    expect(incomplete).toEqual([]);
  });

  if (existsSync(MOVIELENS)) {
    test('have the ids, years and titles that MovieLens knows them by', () => {
      const known = movieLens();
      const inBoth = films.filter(({ imdb_id }) => known.has(imdb_id));
      expect(inBoth.length).toBeGreaterThan(300);
      const wrong = inBoth.filter((film) => !agrees(film, known.get(film.imdb_id) as Known));
      expect(wrong.map(({ title }) => title)).toEqual([]);
    });
  } else {
    test('are not compared with MovieLens: it is not there', () => {
      process.stderr.write(`The demo's films are not compared with MovieLens: there is no ${MOVIELENS}.\n`);
    });
  }
});

test('reviews and comments are of what is there', () => {
  const ids = new Set(films.map(({ imdb_id }) => imdb_id));
  expect(reviews.filter(({ film }) => !ids.has(film))).toEqual([]);
  const reviewed = new Set(reviews.map(({ film, title }) => `${film} ${title}`));
  expect(comments.filter(({ film, review_title }) => !reviewed.has(`${film} ${review_title}`))).toEqual([]);
});

interface Known {
  tmdbId: number;
  /** With the year in brackets, and often with other titles too. */
  title: string;
}

function movieLens(): Map<string, Known> {
  const titles = new Map(lines('movies.csv').map((line) => [line.slice(0, line.indexOf(',')), line]));
  return new Map(
    lines('links.csv').map((line) => {
      const [id = '', imdb = '', tmdb] = line.trim().split(',');
      return [`tt${imdb}`, { tmdbId: Number(tmdb), title: titles.get(id) ?? '' }];
    }),
  );
}

function lines(file: string): string[] {
  return readFileSync(join(MOVIELENS, file), 'utf8').split('\n').slice(1).filter(Boolean);
}

function agrees({ title, original_title, tmdb_id, release_date }: DemoFilm, known: Known): boolean {
  const year = Number(/\((\d{4})[^)]*\)[^(]*$/.exec(known.title)?.[1] ?? release_date.slice(0, 4));
  const sameYear = Math.abs(year - Number(release_date.slice(0, 4))) <= 1;
  const theirs = words(known.title);
  const sameTitle = [title, original_title].some(
    (name) => theirs.join('').includes(words(name).join('')) || words(name).some((word) => theirs.includes(word)),
  );
  return tmdb_id === known.tmdbId && sameYear && sameTitle;
}

function words(title: string): string[] {
  return (
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
