import { describe, expect, test } from '@jest/globals';
import { idIn, idsFrom, matching } from './people.ts';

describe('someone to watch with', () => {
  test.each([
    ['https://films.example/people/42', 42],
    ['/people/42/', 42],
    [' 42 ', 42],
    ['agent 42', undefined],
    ['anna', undefined],
    ['/movies/42', undefined],
  ])('in "%s" is %s', (typed, id) => {
    expect(idIn(typed)).toBe(id);
  });

  test('is found by a part of the name, once', () => {
    const people = [
      { id: 1, username: 'Anna' },
      { id: 2, username: 'hannah' },
      { id: 3, username: 'Bert' },
    ];
    expect(matching(people, 'ANN', [2])).toEqual([people[0]]);
  });

  test('comes from the address of the page, unless it is nonsense', () => {
    expect(idsFrom('7,9,7,-1,x,2.5,99999999999')).toEqual([7, 9]);
    expect(idsFrom(null)).toEqual([]);
  });
});
