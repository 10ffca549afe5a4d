// The latest reviews, with those that are written while one looks.
import { latestReviews, oneReview, type Review } from '@movies/contract';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { useAnswer } from '../api/hooks.ts';
import { hearReviews } from '../live/live.ts';

export interface LiveReviews {
  reviews: Review[] | undefined;
  /** The ids of those that came while one looked. */
  arrived: ReadonlySet<number>;
  error: unknown;
  retry: () => void;
}

export function useLiveReviews(limit: number): LiveReviews {
  const { data, error, refetch } = useAnswer(latestReviews, { query: { limit } });
  const [fresh, setFresh] = useState<Review[]>([]);
  useEffect(
    () =>
      hearReviews('reviews', ({ review_id: id }) => {
        call(oneReview, { params: { id } }).then(
          ({ body }) => setFresh((known) => [body, ...known.filter((other) => other.id !== id)]),
          () => undefined,
        );
      }),
    [],
  );
  const ids = new Set(fresh.map(({ id }) => id));
  const known = data?.body.filter(({ id }) => !ids.has(id));
  const reviews = known && [...fresh, ...known].slice(0, limit);
  return { reviews, arrived: ids, error, retry: () => void refetch() };
}
