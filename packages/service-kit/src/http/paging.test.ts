import { describe, expect, test } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { pageHeaders, pageOf } from './paging.ts';

function headers(url: string, query: { page?: number; limit?: number }, total: number) {
  return pageHeaders({ url } as FastifyRequest, query, total);
}

describe('the headers of a page', () => {
  test('say how many there are, where one is, and link to the others', () => {
    expect(headers('/api/movies?genre=drama&page=2&limit=10', { page: 2, limit: 10 }, 35)).toEqual({
      'x-total-count': '35',
      'x-page': '2',
      'x-page-count': '4',
      'x-limit': '10',
      link: [
        '</api/movies?genre=drama&page=1&limit=10>; rel="first"',
        '</api/movies?genre=drama&page=1&limit=10>; rel="prev"',
        '</api/movies?genre=drama&page=3&limit=10>; rel="next"',
        '</api/movies?genre=drama&page=4&limit=10>; rel="last"',
      ].join(', '),
    });
  });

  test('have nothing before the first page and nothing after the last', () => {
    expect(headers('/movies', {}, 20).link).toBe('</movies?page=1>; rel="first", </movies?page=1>; rel="last"');
  });

  test('count one page where there is nothing', () => {
    expect(headers('/movies', {}, 0)).toMatchObject({ 'x-total-count': '0', 'x-page-count': '1', 'x-limit': '20' });
  });

  test('keep what was asked for safe inside the link', () => {
    expect(headers('/search?q=%3E%22%0D%0Ax%3A+y', {}, 1).link).not.toMatch(/[\r\n"]x|>"/);
  });
});

test.each([
  [{}, { limit: 20, offset: 0 }],
  [{ page: 3 }, { limit: 20, offset: 40 }],
  [
    { page: 3, limit: 5 },
    { limit: 5, offset: 10 },
  ],
])('the page %j is the rows %j', (query, rows) => {
  expect(pageOf(query)).toEqual(rows);
});
