// Who watches together, kept in the address of the page, and what suits all of them.
import { type GroupRecommendation, recommendedForGroup } from '@movies/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/hooks.ts';
import { useNames } from '../../people/use-names.ts';
import { useMember } from '../../session/use-session.ts';
import { recommend } from '../../words/recommend.ts';
import { idsFrom, type Person } from './people.ts';

/** With me. */
export const MOST = 10;
/** More than are shown, so that a veto makes room for the next. */
const ASKED = 60;

export interface Group {
  /** All but me. */
  others: Person[];
  add: (id: number) => void;
  remove: (id: number) => void;
  /** Whether the list is that of the group as it is now. */
  isAsked: boolean;
  find: () => void;
}

export function useGroup(): Group {
  const [search, setSearch] = useSearchParams();
  const me = useMember()?.id;
  const ids = idsFrom(search.get('with'))
    .filter((id) => id !== me)
    .slice(0, MOST - 1);
  const [asked, setAsked] = useState(ids.join());
  const others = usePeople(ids);
  const become = (next: number[]) => setSearch(next.length > 0 ? { with: next.join(',') } : {}, { replace: true });
  return {
    others,
    add: (id) => {
      if (id !== me && ids.length < MOST - 1) become([...new Set([...ids, id])]);
    },
    remove: (id) => become(ids.filter((other) => other !== id)),
    isAsked: ids.length > 0 && asked === ids.join(),
    find: () => setAsked(ids.join()),
  };
}

/** With their names, which a link does not tell. */
function usePeople(ids: readonly number[]): Person[] {
  const names = useNames(ids);
  return ids.map((id) => ({ id, username: names.get(id) ?? recommend.group.person(id) }));
}

export function useGroupList(others: readonly Person[], vetoes: readonly number[], isAsked: boolean) {
  const me = useMember()?.id ?? 0;
  const [sent] = useState(vetoes);
  const body = { user_ids: [me, ...others.map(({ id }) => id)], vetoes: [...sent], limit: ASKED };
  return useQuery<GroupRecommendation[]>({
    queryKey: [...keyOf(recommendedForGroup), body],
    queryFn: async ({ signal }) => (await call(recommendedForGroup, { body, signal })).body,
    enabled: isAsked,
    staleTime: 60_000,
  });
}
