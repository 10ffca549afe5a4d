import { describe, expect, test } from '@jest/globals';
import { queryFor, searchFor, wishesFrom } from './wishes.ts';

const wishesOf = (search: string) => wishesFrom(new URLSearchParams(search));

describe('the address of a list', () => {
  test('says all that is wanted of it, and comes back the same', () => {
    const search = 'genre=Animation&years=1990&kind=movie&new=1&adventure=0.7';
    expect(searchFor(wishesOf(search)).toString()).toBe(search);
    expect(queryFor(wishesOf(search))).toEqual({
      genre: 'Animation',
      year_from: 1990,
      year_to: 1999,
      media_type: 'movie',
      exclude: 'watchlist',
      adventure: 0.7,
    });
  });

  test('asks for all before a year', () => {
    expect(queryFor(wishesOf('years=-1950'))).toEqual({ year_to: 1949 });
  });

  test.each(['', 'years=soon', 'adventure=7', 'adventure=', 'kind=opera'])('asks for nothing by "%s"', (search) => {
    expect(queryFor(wishesOf(search))).toEqual({});
  });
});
