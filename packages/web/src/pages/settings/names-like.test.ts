import { expect, test } from '@jest/globals';
import { namesLike } from './names-like.ts';

const FILMS = [
  { cast: [{ name: 'Corinne Marchand' }, { name: 'Michel Legrand' }], directors: [{ name: 'Agnès Varda' }] },
  { cast: [{ name: 'Sandrine Bonnaire' }], directors: [{ name: 'Agnès Varda' }] },
];

test.each([
  ['the beginning of a name, without its accents', 'agnes', ['Agnès Varda']],
  ['the beginning of a later part of it', 'VAR', ['Agnès Varda']],
  ['no middle of a part', 'arda', []],
  ['nothing', '  ', []],
])('offers names by %s', (_what, typed, names) => {
  expect(namesLike(typed, FILMS)).toEqual(names);
});
