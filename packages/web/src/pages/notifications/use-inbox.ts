// The inbox, page after page, and what is read in it: at once here, and put back where the platform does not take it.
import { inbox, markRead, type Notification, type ToBeRead } from '@movies/contract';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { type Answered, call } from '../../api/call.ts';
import { keyOf, outdate, queryClient } from '../../api/hooks.ts';
import { pagesOf } from '../../api/paging.ts';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { words } from '../../words/index.ts';

const AT_A_TIME = 20;
const IN_PAGES = 'pages';

export function useInbox(unread: boolean) {
  const asked = useInfiniteQuery({
    queryKey: [...keyOf(inbox), IN_PAGES, unread],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      call(inbox, {
        query: { limit: AT_A_TIME, ...(unread ? { unread } : {}), ...(cursor ? { cursor } : {}) },
        signal,
      }),
    getNextPageParam: ({ headers }) => pagesOf(headers).nextCursor,
  });
  const pages = asked.data?.pages;
  return {
    notes: pages?.flatMap(({ body }) => body.data),
    unreadCount: pages?.[0]?.body.unread_count,
    error: asked.error,
    retry: () => void asked.refetch(),
    hasMore: asked.hasNextPage,
    isComing: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
  };
}

export function read(which: ToBeRead): Promise<void> {
  const isMeant = ({ id }: Notification) => which.all || which.ids?.includes(id);
  const putBack = show((note) => (isMeant(note) ? { ...note, read: true } : note));
  return call(markRead, { body: which }).then(
    () => void outdate(inbox),
    (error: unknown) => {
      putBack();
      say(`${sentenceOf(error)} ${words.states.notSaved}`);
    },
  );
}

type Pages = InfiniteData<Answered<typeof inbox>>;

function show(change: (note: Notification) => Notification): () => void {
  const filters = { queryKey: [...keyOf(inbox), IN_PAGES] };
  void queryClient.cancelQueries(filters);
  const before = queryClient.getQueriesData<Pages>(filters);
  queryClient.setQueriesData<Pages>(
    filters,
    (known) => known && { ...known, pages: known.pages.map((page) => changed(page, change)) },
  );
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

function changed(page: Answered<typeof inbox>, change: (note: Notification) => Notification): Answered<typeof inbox> {
  const data = page.body.data.map(change);
  const newlyRead = data.filter(({ read: isRead }, at) => isRead && !page.body.data[at]?.read).length;
  return { ...page, body: { unread_count: Math.max(0, page.body.unread_count - newlyRead), data } };
}
