import { myRatings, myWatchlist, type Recommendation, recommendedForMe } from '@movies/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useAnswer } from '../api/hooks.ts';
import { pagesOf } from '../api/paging.ts';
import { dismiss, useDismissed } from '../recommendations/dismissals.ts';
import { paths } from '../routes/paths.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Loading } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { recommend as said } from '../words/recommend.ts';
import { focusInPlace } from './recommend/focus-in-place.ts';
import { RecommendTabs } from './recommend/parts.tsx';
import css from './recommend/recommend.module.css';
import { Suggestion, SuggestionSkeletons } from './recommend/suggestion.tsx';
import { WishBar } from './recommend/wish-bar.tsx';
import { isFiltered, queryFor, searchFor, type Wishes, wishesFrom } from './recommend/wishes.ts';

/** More than are shown, so that what is waved away makes room for the next. */
const ASKED = 100;
const SHOWN = 24;
const ENOUGH_RATINGS = 10;

export function RecommendPage() {
  const [search, setSearch] = useSearchParams();
  const wishes = wishesFrom(search);
  const change = (changes: Partial<Wishes>) => setSearch(searchFor({ ...wishes, ...changes }), { replace: true });
  return (
    <div className={css.page}>
      <PageHead title={said.forMe} lead={said.lead} />
      <RecommendTabs />
      <StillCold />
      <WishBar wishes={wishes} change={change} />
      <List wishes={wishes} clear={() => setSearch(new URLSearchParams(), { replace: true })} />
    </div>
  );
}

/** Few ratings make no taste: how to give some quickly. */
function StillCold() {
  const { data } = useAnswer(myRatings, { query: { limit: 1 } });
  const missing = data ? ENOUGH_RATINGS - pagesOf(data.headers).total : 0;
  if (missing <= 0) return null;
  return (
    <div className={css.note}>
      <p>
        <b>{said.cold(missing)}</b>
        {said.coldMore}
      </p>
      <ButtonLink look="primary" to={paths.firstRatings}>
        {said.coldAction}
      </ButtonLink>
    </div>
  );
}

function List({ wishes, clear }: { wishes: Wishes; clear: () => void }) {
  const [shown, setShown] = useState(SHOWN);
  const query = { ...queryFor(wishes), limit: ASKED };
  const asked = useAnswer(recommendedForMe, { query }, { keep: true });
  const answer = useSteady(asked, JSON.stringify(query));
  const dismissed = useDismissed();
  const films = answer?.body.filter(({ movie }) => !dismissed.has(movie.id));
  if (asked.error && !films) return <ProblemNote error={asked.error} retry={() => void asked.refetch()} />;
  if (films?.length === 0) return <Nothing isFiltered={isFiltered(wishes)} clear={clear} />;
  return (
    <>
      <Degraded how={answer?.headers.get('x-degraded')} />
      {asked.isPending && <Loading />}
      <Suggestions films={films?.slice(0, shown)} isChanging={asked.isPlaceholderData} />
      {films && films.length > shown && (
        <div className={css.more}>
          <Button onClick={() => setShown(shown + SHOWN)}>{said.more}</Button>
        </div>
      )}
    </>
  );
}

/** The first fresh answer to a question: what one does on the page is not to shuffle the list under one's hands. */
function useSteady<T>({ data, isFetching }: UseQueryResult<T>, question: string): T | undefined {
  const steady = useRef<{ question: string; data: T }>(undefined);
  if (steady.current?.question === question) return steady.current.data;
  if (data && !isFetching) steady.current = { question, data };
  return data;
}

function Degraded({ how }: { how: string | null | undefined }) {
  if (!how) return null;
  return (
    <div className={css.note} role="status">
      <p>{how === 'stored' ? said.degraded.stored : said.degraded.popular}</p>
    </div>
  );
}

function Nothing({ isFiltered: hasFilters, clear }: { isFiltered: boolean; clear: () => void }) {
  if (hasFilters) {
    return (
      <Empty title={said.none} text={said.noneMore}>
        <Button onClick={clear}>{said.clear}</Button>
      </Empty>
    );
  }
  return (
    <Empty title={said.noneAtAll} text={said.noneAtAllMore}>
      <ButtonLink to={paths.catalog()}>{said.browse}</ButtonLink>
    </Empty>
  );
}

interface SuggestionsProps {
  films: Recommendation[] | undefined;
  isChanging: boolean;
}

function Suggestions({ films, isChanging }: SuggestionsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [isOn, mark] = useWatchlisted();
  const wave = (movie: { id: number; title: string }, at: number) => {
    dismiss(movie);
    focusInPlace(list.current, at);
  };
  return (
    <ul ref={list} className={css.list} aria-busy={isChanging}>
      {films ? (
        films.map((film, at) => (
          <li key={film.movie.id}>
            <Suggestion
              {...film}
              isOnWatchlist={isOn(film.movie.id)}
              mark={(wanted) => mark(film.movie.id, wanted)}
              onDismiss={() => wave(film.movie, at)}
            />
          </li>
        ))
      ) : (
        <SuggestionSkeletons />
      )}
    </ul>
  );
}

/** What is on the watchlist, with what was changed here and not heard of yet. */
function useWatchlisted(): [isOn: (id: number) => boolean, mark: (id: number, isOn: boolean) => void] {
  const { data } = useAnswer(myWatchlist, { query: { limit: 100 } });
  const [changed, setChanged] = useState<ReadonlyMap<number, boolean>>(new Map());
  const known = new Set(data?.body.map(({ movie }) => movie.id));
  return [
    (id) => changed.get(id) ?? known.has(id),
    (id, isOn) => setChanged((before) => new Map(before).set(id, isOn)),
  ];
}
