import { describe, expect, test } from '@jest/globals';
import { longestRow, ranges, ratingsMatrix } from './matrix.ts';

const columns = {
  people: [7, 3, 7, 3, 9],
  items: [50, 20, 20, 4_000_000_000, 20],
  values: [5, 1, 2, 3, 4],
};

describe('a matrix of ratings', () => {
  test('has people and items in ascending order, and the entries by both', () => {
    const { personIds, itemIds, byPerson, byItem } = ratingsMatrix(columns);
    expect([...personIds]).toEqual([3, 7, 9]);
    expect([...itemIds]).toEqual([20, 50, 4_000_000_000]);
    expect([...byPerson.starts]).toEqual([0, 2, 4, 5]);
    expect([...byPerson.columns]).toEqual([0, 2, 0, 1, 0]);
    expect([...byPerson.values]).toEqual([1, 3, 2, 5, 4]);
    expect([...byItem.columns]).toEqual([0, 1, 2, 1, 0]);
    expect([...byItem.values]).toEqual([1, 2, 4, 5, 3]);
  });

  test('is the same whatever the order of the rows', () => {
    const backwards = { ...columns };
    for (const name of ['people', 'items', 'values'] as const) backwards[name] = columns[name].toReversed();
    expect(ratingsMatrix(backwards)).toEqual(ratingsMatrix(columns));
  });

  test('keeps the latest of several ratings of one film by one person', () => {
    const again = { people: [1, 1, 1], items: [5, 5, 5], values: [2, 4, 3], times: [100, 300, 200] };
    expect([...ratingsMatrix(again).byPerson.values]).toEqual([4]);
  });

  test('keeps the last of them where there are no times', () => {
    const again = { people: [1, 1, 2], items: [5, 5, 5], values: [2, 3, 1] };
    const { byPerson, byItem } = ratingsMatrix(again);
    expect([...byPerson.values]).toEqual([3, 1]);
    expect([...byItem.starts]).toEqual([0, 2]);
  });

  test.each([
    ['a value that is no number', { values: [5, 1, Number.NaN, 3, 4] }],
    ['an id that is no id', { people: [7, -3, 7, 3, 9] }],
    ['an id with a fraction', { items: [50, 20.5, 20, 1, 20] }],
    ['columns of different lengths', { values: [1] }],
  ])('refuses %s', (_, change) => {
    expect(() => ratingsMatrix({ ...columns, ...change })).toThrow(expect.objectContaining({ code: 'data_refused' }));
  });
});

test('ranges cover all rows once, in order, and cut where half the work is done', () => {
  const rows = ratingsMatrix({
    people: [1, 1, 1, 1, 2, 3, 4, 5],
    items: [1, 2, 3, 4, 1, 1, 1, 1],
    values: new Array(8).fill(1),
  });
  expect(ranges(rows.byPerson, 0, 2)).toEqual([
    [0, 1],
    [1, 5],
  ]);
  const many = ranges(rows.byItem, 1, 64);
  expect(many.flat().filter((end, at, all) => at % 2 === 0 && at > 0 && end !== all[at - 1])).toEqual([]);
  expect([many[0]?.[0], many.at(-1)?.[1]]).toEqual([0, 4]);
  expect(longestRow(rows.byPerson)).toBe(4);
});
