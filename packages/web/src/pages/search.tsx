import { searchMovies } from '@movies/contract';
import { useSearchParams } from 'wouter';
import { useAnswer } from '../api/hooks.ts';
import { pagesOf } from '../api/paging.ts';
import { MovieCard } from '../movies/movie-card.tsx';
import { GridSkeleton, MovieGrid } from '../movies/movie-grid.tsx';
import { PageTitle } from '../routes/page-title.tsx';
import { paths } from '../routes/paths.ts';
import { Search } from '../search/search.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Pager } from '../ui/pager.tsx';
import { Loading } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { words } from '../words/index.ts';
import css from './search.module.css';

const A_PAGE = 36;
const LONGEST = 200;

export function SearchPage() {
  const [search, setSearch] = useSearchParams();
  const looked = (search.get('q') ?? search.get('title') ?? '').trim().slice(0, LONGEST);
  const page = Math.max(1, Math.floor(Number(search.get('page')) || 1));
  const said = words.search;
  return (
    <div className={css.page}>
      <PageTitle>{looked ? said.results(looked) : said.title}</PageTitle>
      <div className={css.box}>
        <Search large initial={looked} />
      </div>
      {looked ? (
        <Results q={looked} page={page} onPage={(next) => setSearch({ q: looked, page: String(next) })} />
      ) : (
        <Empty title={said.empty} text={said.emptyMore}>
          <ButtonLink to={paths.catalog()}>{words.home.browse}</ButtonLink>
        </Empty>
      )}
    </div>
  );
}

function Results({ q, page, onPage }: { q: string; page: number; onPage: (page: number) => void }) {
  const { data, error, refetch } = useAnswer(searchMovies, { query: { q, page, limit: A_PAGE } });
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <>
        <Loading />
        <GridSkeleton count={12} />
      </>
    );
  }
  const films = data.body.data;
  const pages = pagesOf(data.headers);
  if (films.length === 0) {
    return (
      <Empty title={words.search.none(q)} text={words.search.noneMore}>
        <ButtonLink to={paths.catalog()}>{words.home.browse}</ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <p role="status">{words.catalog.found(Math.max(pages.total, films.length))}</p>
      <MovieGrid>
        {films.map((film) => (
          <li key={film.id}>
            <MovieCard film={film} />
          </li>
        ))}
      </MovieGrid>
      {pages.count > 1 && <Pager page={pages.page} count={pages.count} onPage={onPage} />}
    </>
  );
}
