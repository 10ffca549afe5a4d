// Pages of a list, told in headers: how many there are, and the links to the others.
import type { FastifyRequest } from 'fastify';

interface PageQuery {
  page?: number | undefined;
  limit?: number | undefined;
}

const FIRST = 1;
const USUAL_LIMIT = 20;

export function pageOf({ page = FIRST, limit = USUAL_LIMIT }: PageQuery): { limit: number; offset: number } {
  return { limit, offset: (page - 1) * limit };
}

export function pageHeaders(request: FastifyRequest, query: PageQuery, total: number): Record<string, string> {
  const { page = FIRST, limit = USUAL_LIMIT } = query;
  const last = Math.max(1, Math.ceil(total / limit));
  const links = [
    linkTo(request, 'first', 1),
    ...(page > 1 ? [linkTo(request, 'prev', page - 1)] : []),
    ...(page < last ? [linkTo(request, 'next', page + 1)] : []),
    linkTo(request, 'last', last),
  ];
  return {
    'x-total-count': String(total),
    'x-page': String(page),
    'x-page-count': String(last),
    'x-limit': String(limit),
    link: links.join(', '),
  };
}

function linkTo(request: FastifyRequest, relation: string, page: number): string {
  const [path, search] = request.url.split('?');
  const query = new URLSearchParams(search);
  query.set('page', String(page));
  return `<${path}?${query}>; rel="${relation}"`;
}
