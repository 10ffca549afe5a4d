// Lists that go on: one page of answers after the other, as one asks for more.
import type { Operation } from '@movies/contract';
import type { Call } from '@movies/contract/client';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { type Answered, type BodyFrom, call } from './call.ts';
import { keyOf, queryClient } from './hooks.ts';
import { pagesOf } from './paging.ts';

type ItemOf<O extends Operation> = BodyFrom<O> extends readonly (infer Item)[] ? Item : never;

/** What to ask for, but for the page. */
type AskedFor<O extends Operation> = Omit<Call<O>, 'token' | 'headers' | 'via' | 'signal' | 'body'>;

export interface More<Item> {
  /** None until the first page has come. */
  items: Item[] | undefined;
  total: number;
  error: unknown;
  retry: () => void;
  hasMore: boolean;
  isComing: boolean;
  more: () => void;
}

interface Page {
  page?: number;
  cursor?: string;
}

export function useMore<O extends Operation>(operation: O, given: AskedFor<O>, enabled = true): More<ItemOf<O>> {
  const asked = useInfiniteQuery({
    queryKey: [...keyOf(operation, given as never), 'more'],
    enabled,
    initialPageParam: {} as Page,
    queryFn: ({ pageParam, signal }): Promise<Answered<O>> => call(operation, onPage(given, pageParam, signal)),
    getNextPageParam: ({ headers }: Answered<O>) => nextOf(headers),
  });
  const pages = asked.data?.pages;
  return {
    items: pages?.flatMap(({ body }) => body as ItemOf<O>[]),
    total: pages?.[0] ? pagesOf(pages[0].headers).total : 0,
    error: asked.error,
    retry: () => void (asked.data ? asked.fetchNextPage() : asked.refetch()),
    hasMore: asked.hasNextPage,
    isComing: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
  };
}

function onPage<O extends Operation>(given: AskedFor<O>, page: Page, signal: AbortSignal): Call<O> {
  const { query } = given as { query?: object };
  return { ...given, query: { ...query, ...page }, signal } as unknown as Call<O>;
}

function nextOf(headers: Headers): Page | undefined {
  const { page, count, nextCursor } = pagesOf(headers);
  if (nextCursor) return { cursor: nextCursor };
  return page < count ? { page: page + 1 } : undefined;
}

type Pages = InfiniteData<{ body: unknown[] }, Page>;

/** Changes what was answered before the platform knows of it. Answers how to have it back as it was. */
export function patchItems<Item>(operation: Operation, change: (items: Item[]) => Item[]): () => void {
  const filters = {
    queryKey: [operation.id],
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey.at(-1) === 'more',
  };
  const before = queryClient.getQueriesData<Pages>(filters);
  void queryClient.cancelQueries(filters);
  queryClient.setQueriesData<Pages>(filters, (data) => {
    return data && { ...data, pages: data.pages.map((page) => ({ ...page, body: change(page.body as Item[]) })) };
  });
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}
