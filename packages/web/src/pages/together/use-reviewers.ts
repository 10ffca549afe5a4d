// People one can choose by name: those who write reviews here.
import { latestReviews } from '@movies/contract';
import { useAnswer } from '../../api/hooks.ts';
import type { Person } from './people.ts';

const LOOKED_AT = 100;

/** Who wrote the latest reviews, each once. */
export function useReviewers(): Person[] {
  const { data } = useAnswer(latestReviews, { query: { limit: LOOKED_AT } });
  const people = new Map(data?.body.map(({ user_id, username }) => [user_id, { id: user_id, username }]));
  return [...people.values()].toSorted((a, b) => a.username.localeCompare(b.username));
}
