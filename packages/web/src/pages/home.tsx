import { listMovies, popularMovies, recommendedForMe, trendingMovies } from '@movies/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useAnswer } from '../api/hooks.ts';
import type { Film } from '../movies/film.ts';
import { MovieCard } from '../movies/movie-card.tsx';
import { Rail, RailSkeleton } from '../movies/rail.tsx';
import { paths } from '../routes/paths.ts';
import { useSession } from '../session/use-session.ts';
import { ProblemNote } from '../ui/states.tsx';
import { words } from '../words/index.ts';
import { GuestHero, HeroSkeleton, Tonight } from './home/hero.tsx';
import { LatestReviews } from './home/latest-reviews.tsx';
import css from './home.module.css';

const IN_A_RAIL = 20;

export function HomePage() {
  const session = useSession();
  const trending = useAnswer(trendingMovies, { query: { limit: IN_A_RAIL } });
  const popular = useAnswer(popularMovies, { query: { limit: IN_A_RAIL } });
  const best = useAnswer(listMovies, { query: { sort: 'rating', limit: IN_A_RAIL } });
  return (
    <div className={css.page}>
      {session.kind === 'member' ? <ForMember /> : <GuestHero films={popular.data?.body.data} />}
      <FilmRail title={words.home.trending} asked={trending} films={trending.data?.body.data} />
      <LatestReviews />
      <FilmRail
        title={words.home.popular}
        asked={popular}
        films={popular.data?.body.data}
        more={paths.catalog({ sort: 'popularity' })}
      />
      <FilmRail title={words.home.best} asked={best} films={best.data?.body} more={paths.catalog({ sort: 'rating' })} />
    </div>
  );
}

function ForMember() {
  const asked = useAnswer(recommendedForMe, { query: { limit: IN_A_RAIL } });
  const [first, ...others] = asked.data?.body ?? [];
  if (asked.isPending) return <HeroSkeleton />;
  if (!first) return <GuestHero films={undefined} />;
  return (
    <>
      <Tonight {...first} />
      <Rail title={words.home.forYou} more={paths.recommended} moreLabel={words.home.forYouMore}>
        {others.map(({ movie, reason }) => (
          <li key={movie.id}>
            <MovieCard film={movie} note={reason.text} />
          </li>
        ))}
      </Rail>
    </>
  );
}

interface FilmRailProps {
  title: string;
  asked: UseQueryResult<unknown>;
  films: readonly Film[] | undefined;
  more?: string;
}

function FilmRail({ title, asked, films, more }: FilmRailProps) {
  if (asked.error && !films) return <ProblemNote error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <Rail title={title} {...(more ? { more } : {})}>
      {films ? (
        films.map((film) => (
          <li key={film.id}>
            <MovieCard film={film} />
          </li>
        ))
      ) : (
        <RailSkeleton />
      )}
    </Rail>
  );
}
