// The pile of films to rate one after the other, and what was said to each. A rating is on its way at once; the next
// film does not wait for it.
import {
  getMovie,
  listMovies,
  type Movie,
  myRatings,
  rateMovie,
  recommendedForMe,
  takeBackRating,
} from '@movies/contract';
import { useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { pagesOf } from '../../api/paging.ts';
import { inAskingOrder } from '../../recommendations/first-films.ts';
import { useDraft } from '../../session/drafts.ts';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { recommend } from '../../words/recommend.ts';

const said = recommend.quick;

export interface Said {
  film: Movie;
  /** Null: passed over. */
  rating: number | null;
}

export interface Pile {
  /** The film to rate, then those beneath it; none until it is known which. */
  films: Movie[] | undefined;
  answers: readonly Said[];
  /** How many ratings there were before, and are with those of now. */
  before: number;
  rated: number;
  error: unknown;
  retry: () => void;
  rate: (rating: number) => void;
  skip: () => void;
  back: () => void;
  /** Resolves when all that was said has arrived. */
  arrived: () => Promise<unknown>;
}

const ASKED = 100;

export function usePile(): Pile {
  const [pile, setPile] = useState<{ films: Movie[]; before: number }>();
  const anew = { staleTime: 0, gcTime: 0, enabled: !pile };
  const known = useAnswer(listMovies, { query: { sort: 'rating_count', limit: ASKED } }, anew);
  const earlier = useAnswer(myRatings, { query: { limit: 1 } }, anew);
  const [answers, setAnswers] = useState<readonly Said[]>([]);
  const [skipped, setSkipped] = useDraft<number[]>('passed-over', []);
  const { tell, arrived } = useTelling();
  const isKnown = known.data && earlier.data && !known.isFetching && !earlier.isFetching;
  if (!pile && isKnown) {
    const unseen = known.data.body.filter(({ id, my }) => (my?.rating ?? null) === null && !skipped.includes(id));
    setPile({ films: inAskingOrder(unseen), before: pagesOf(earlier.data.headers).total });
  }
  const film = pile?.films[answers.length];
  const last = answers.at(-1);
  const put = (rating: number | null) => film && setAnswers([...answers, { film, rating }]);
  return {
    films: pile?.films.slice(answers.length),
    answers,
    before: pile?.before ?? 0,
    rated: (pile?.before ?? 0) + answers.filter(({ rating }) => rating !== null).length,
    error: known.error ?? earlier.error,
    retry: () => void Promise.all([known.refetch(), earlier.refetch()]),
    rate: (rating) => {
      put(rating);
      if (film) tell(film, rating);
    },
    skip: () => {
      put(null);
      if (film) setSkipped([...skipped, film.id]);
    },
    back: () => {
      setAnswers(answers.slice(0, -1));
      if (last?.rating) tell(last.film, null);
      if (last) setSkipped(skipped.filter((id) => id !== last.film.id));
    },
    arrived,
  };
}

/** Sends ratings at once; what is said of one film, in its order. */
function useTelling() {
  const telling = useRef(new Map<number, Promise<unknown>>());
  const tell = ({ id, title }: Movie, rating: number | null) => {
    const params = { id };
    const before = telling.current.get(id) ?? Promise.resolve();
    const told = before
      .then(
        (): Promise<unknown> =>
          rating === null ? call(takeBackRating, { params }) : call(rateMovie, { params, body: { rating } }),
      )
      .then(() => outdate(getMovie, myRatings, recommendedForMe))
      .catch((error: unknown) => say(`${said.notSaved(title)} ${sentenceOf(error)}`));
    telling.current.set(id, told);
  };
  return { tell, arrived: () => Promise.all(telling.current.values()) };
}
