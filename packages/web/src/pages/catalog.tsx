// All films, by filters and an order that are in the address, so that a page of them can be kept and shared.
import { listMovies, type Movie } from '@movies/contract';
import { useState } from 'react';
import { useAnswer } from '../api/hooks.ts';
import { pagesOf } from '../api/paging.ts';
import { MovieCard } from '../movies/movie-card.tsx';
import { GridSkeleton, MovieGrid } from '../movies/movie-grid.tsx';
import { PageTitle } from '../routes/page-title.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Pager } from '../ui/pager.tsx';
import { Loading } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { words } from '../words/index.ts';
import { Filters } from './catalog/filters.tsx';
import { queryFrom } from './catalog/query.ts';
import { useFilters } from './catalog/use-filters.ts';
import css from './catalog.module.css';

const A_PAGE = 36;

export function CatalogPage() {
  const { filters, change, clear } = useFilters();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useAnswer(
    listMovies,
    { query: { ...queryFrom(filters), limit: A_PAGE } },
    { keep: true },
  );
  const pages = data && pagesOf(data.headers);
  return (
    <div className={css.page}>
      <div className={css.head}>
        <PageTitle title={filters.person || filters.genre || words.catalog.title}>
          {filters.person || filters.genre || words.catalog.title}
        </PageTitle>
        <p className={css.found} role="status">
          {pages && words.catalog.found(pages.total)}
        </p>
      </div>
      <div>
        <div className={css.open}>
          <Button icon="filter" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {words.catalog.filters}
          </Button>
        </div>
        <div className={classes(css.filters, !isOpen && css.closed)}>
          <Filters filters={filters} change={change} clear={clear} />
        </div>
      </div>
      <div className={css.results}>
        {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
        {data ? <Found films={data.body} isOld={isPlaceholderData} onClear={clear} /> : !error && <Coming />}
        {pages && pages.count > 1 && (
          <Pager page={pages.page} count={pages.count} onPage={(page) => change({ page: String(page) })} />
        )}
      </div>
    </div>
  );
}

function Coming() {
  return (
    <>
      <Loading />
      <GridSkeleton count={A_PAGE} />
    </>
  );
}

function Found({ films, isOld, onClear }: { films: Movie[]; isOld: boolean; onClear: () => void }) {
  if (films.length === 0) {
    return (
      <Empty title={words.catalog.none} text={words.catalog.noneMore}>
        <Button look="primary" onClick={onClear}>
          {words.catalog.clear}
        </Button>
      </Empty>
    );
  }
  return (
    <div className={isOld ? css.old : undefined}>
      <MovieGrid>
        {films.map((film) => (
          <li key={film.id}>
            <MovieCard film={film} />
          </li>
        ))}
      </MovieGrid>
    </div>
  );
}
