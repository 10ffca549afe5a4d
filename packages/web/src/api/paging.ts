// What the headers of a list say of its pages.
export interface Pages {
  total: number;
  page: number;
  count: number;
  nextCursor: string | undefined;
}

export function pagesOf(headers: Headers): Pages {
  const number = (name: string) => Number(headers.get(name) ?? 0);
  return {
    total: number('x-total-count'),
    page: number('x-page') || 1,
    count: number('x-page-count'),
    nextCursor: headers.get('x-next-cursor') ?? undefined,
  };
}
