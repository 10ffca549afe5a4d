// The names of people of whom only the ids are known.
import { profile } from '@movies/contract';
import { useQuery } from '@tanstack/react-query';
import { asks, queryClient } from '../api/hooks.ts';

const FOR_GOOD = { staleTime: Number.POSITIVE_INFINITY, retry: false };

/** Who is gone has no name. */
export function useNames(ids: readonly number[]): ReadonlyMap<number, string> {
  const { data } = useQuery({
    queryKey: ['names', ids],
    enabled: ids.length > 0,
    queryFn: () => Promise.all(ids.map(nameOf)),
    placeholderData: (before) => before,
  });
  return new Map(data?.flatMap((named) => (named ? [named] : [])));
}

async function nameOf(id: number): Promise<[id: number, name: string] | undefined> {
  try {
    const { body } = await queryClient.fetchQuery({ ...asks(profile, { params: { id } }), ...FOR_GOOD });
    return [id, body.username];
  } catch {
    return undefined;
  }
}
