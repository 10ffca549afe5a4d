// Favourites and watchlist: posters, and what can be done with each.
import { type ListedMovie, myFavorites, myWatchlist } from '@movies/contract';
import type { ReactNode } from 'react';
import { type More, useMore } from '../api/more.ts';
import { takeOff, watchedNow } from '../mine/lists.ts';
import { MovieCard } from '../movies/movie-card.tsx';
import { GridSkeleton, MovieGrid } from '../movies/movie-grid.tsx';
import { paths } from '../routes/paths.ts';
import { Button, ButtonLink, IconButton } from '../ui/button.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Loading } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { me } from '../words/me.ts';
import css from './lists.module.css';

const IN_A_PAGE = 40;
const QUERY = { query: { limit: IN_A_PAGE } };

export function FavoritesPage() {
  return (
    <ListPage
      said={me.lists.favorites}
      list={useMore(myFavorites, QUERY)}
      actions={(one) => <Remove from="favorites" listed={one} />}
    />
  );
}

export function WatchlistPage() {
  const actions = (listed: ListedMovie) => (
    <>
      <Button small icon="check" onClick={() => void watchedNow(listed)}>
        {me.lists.watched}
        <span className="visually-hidden">: {listed.movie.title}</span>
      </Button>
      <Remove from="watchlist" listed={listed} />
    </>
  );
  return <ListPage said={me.lists.watchlist} list={useMore(myWatchlist, QUERY)} actions={actions} />;
}

function Remove({ from, listed }: { from: 'favorites' | 'watchlist'; listed: ListedMovie }) {
  return (
    <IconButton
      icon="close"
      label={me.lists.removeNamed(listed.movie.title)}
      onClick={() => void takeOff(from, listed)}
    />
  );
}

interface ListPageProps {
  said: { title: string; lead: string; empty: string; emptyMore: string };
  list: More<ListedMovie>;
  actions: (listed: ListedMovie) => ReactNode;
}

function ListPage({ said, list, actions }: ListPageProps) {
  const { items, total, error, retry } = list;
  return (
    <div className={css.page}>
      <PageHead
        title={said.title}
        lead={items && items.length > 0 ? `${said.lead} ${me.lists.count(total)}.` : said.lead}
      />
      {error && !items ? <ProblemNote error={error} retry={retry} /> : null}
      {!items && !error && <ListSkeleton />}
      {items?.length === 0 && <EmptyList {...said} />}
      {items && items.length > 0 && (
        <MovieGrid>
          {items.map((listed) => (
            <li key={listed.movie.id}>
              <MovieCard film={listed.movie} note={me.lists.added(listed.created_at)}>
                <div className={css.actions}>{actions(listed)}</div>
              </MovieCard>
            </li>
          ))}
        </MovieGrid>
      )}
      <MoreButton list={list} />
    </div>
  );
}

function ListSkeleton() {
  return (
    <>
      <Loading />
      <GridSkeleton />
    </>
  );
}

function EmptyList({ empty, emptyMore }: { empty: string; emptyMore: string }) {
  return (
    <Empty title={empty} text={emptyMore}>
      <ButtonLink look="primary" to={paths.recommended}>
        {me.lists.suggest}
      </ButtonLink>
      <ButtonLink to={paths.catalog()}>{me.lists.browse}</ButtonLink>
    </Empty>
  );
}
