import { describe, expect, test } from '@jest/globals';
import { queryFrom } from './query.ts';

describe('the filters in the address', () => {
  test('become what is asked', () => {
    const filters = { genre: 'Drama', decade: '1950', min_rating: '4', sort: 'rating', page: '2' };
    expect(queryFrom(filters)).toEqual({
      genre: 'Drama',
      year_from: 1950,
      year_to: 1959,
      min_rating: 4,
      sort: 'rating',
      page: 2,
    });
  });

  test('are left out where the platform would refuse them', () => {
    const meddled = {
      decade: 'x',
      year: '99999',
      min_rating: '7',
      sort: 'id',
      order: 'up',
      language: 'E1',
      page: '-1',
    };
    expect(queryFrom({ ...meddled, media_type: 'book' })).toEqual({});
  });

  test('are no longer than a name can be', () => {
    expect(queryFrom({ person: 'x'.repeat(500) }).person).toHaveLength(120);
  });
});
