import { describe, expect, test } from '@jest/globals';
import type { PosterFacts } from './canvas.ts';
import { drawPoster } from './draw.ts';
import { widthOf } from './lettering.ts';
import { contrast } from './palettes.ts';

const GENRES = [
  'Drama',
  'Comedy',
  'Horror',
  'Science Fiction',
  'Action',
  'Romance',
  'Music',
  'Western',
  'Sci-Fi & Fantasy',
  '',
];
const YEARS = [0, 1922, 1954, 1973, 1985, 1997, 2004, 2019];
const TITLES = [
  'M',
  'Pirates of the Caribbean: The Curse of the Black Pearl',
  'Supercalifragilisticexpialidocious',
  '羅生門',
  'Amélie',
  'a b c d e f g h i j k l m n o p q r s t',
];

const films = TITLES.flatMap((title, at) =>
  GENRES.flatMap((genre, index) =>
    YEARS.map((year): PosterFacts => {
      const id = 1 + at * 1_000 + index * 50 + YEARS.indexOf(year);
      return { id, title, year, genres: genre ? [genre] : [], directors: ['Akira Kurosawa'] };
    }),
  ),
);

describe('a drawn poster', () => {
  test('is the same one for the same film, and another for another', () => {
    const [first, second] = films as [PosterFacts, PosterFacts];
    expect(drawPoster(first)).toEqual(drawPoster({ ...first }));
    expect(drawPoster(first)).not.toEqual(drawPoster(second));
  });

  test('has its title within the sheet, whatever the title', () => {
    const outside = films.flatMap((film) =>
      drawPoster(film)
        .lettering.filter(({ text }) => [...text].length > 1)
        .filter(({ text, size, face, x, anchor, y }) => {
          const width = widthOf(text, face) * size;
          const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
          return left < -0.5 || left + width > 200.5 || y > 300 || y - size * 0.7 < -1;
        })
        .map(({ text }) => `${film.title} (${film.genres}, ${film.year}): ${text}`),
    );
    expect(outside).toEqual([]);
  });

  test('has a title large enough to read', () => {
    const short = films.filter(({ title }) => title.length < 10);
    const sizes = short.map((film) => Math.max(...drawPoster(film).lettering.map(({ size }) => size)));
    expect(Math.min(...sizes)).toBeGreaterThan(15);
  });

  test('says who made it, and when', () => {
    const [{ lettering }] = [drawPoster(films.find(({ year }) => year === 1954) as PosterFacts)];
    expect(lettering.some(({ text }) => text.includes('1954'))).toBe(true);
  });

  test('consists of numbers that a browser can draw', () => {
    const broken = films.filter((film) => /NaN|undefined|Infinity/.test(JSON.stringify(drawPoster(film))));
    expect(broken).toEqual([]);
  });
});

test('contrast is what it is held to be', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
});
