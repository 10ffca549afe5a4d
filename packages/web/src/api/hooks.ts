// Answers of operations, kept while pages come and go. A key is the operation's id, then what it was called with.
import type { Operation } from '@movies/contract';
import type { Call } from '@movies/contract/client';
import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { type Answered, call, Refusal } from './call.ts';

const FRESH_MS = 30_000;
const MOST_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: (count, error) => count < MOST_RETRIES && isPassing(error) },
    mutations: { retry: false },
  },
});

/** Whether trying again may help. */
function isPassing(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 0 || error.status >= 502);
}

type Asked<O extends Operation> = Omit<Call<O>, 'token' | 'headers' | 'via' | 'signal'>;

export function keyOf<O extends Operation>({ id }: O, given?: Asked<O>): QueryKey {
  return given === undefined ? [id] : [id, given];
}

/** As options, for `prefetchQuery` and `useQueries` as well. */
export function asks<O extends Operation>(operation: O, given?: Asked<O>) {
  return {
    queryKey: keyOf(operation, given),
    queryFn: ({ signal }: { signal: AbortSignal }) => call(operation, { ...given, signal } as Call<O>),
  };
}

type Options<O extends Operation> = Omit<UseQueryOptions<Answered<O>>, 'queryKey' | 'queryFn'> & {
  /** Shows what was there until the next page has come. */
  keep?: boolean;
};

export function useAnswer<O extends Operation>(
  operation: O,
  given?: Asked<O>,
  { keep = false, ...options }: Options<O> = {},
): UseQueryResult<Answered<O>> {
  const kept = keep ? { placeholderData: keepPreviousData as never } : {};
  return useQuery<Answered<O>>({ ...asks(operation, given), ...kept, ...options });
}

/** What was asked is asked again, wherever it is shown. */
export function outdate(...operations: Operation[]): Promise<unknown> {
  return Promise.all(operations.map(({ id }) => queryClient.invalidateQueries({ queryKey: [id] })));
}
