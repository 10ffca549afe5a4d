import { getMovie, type MovieInFull } from '@movies/contract';
import { Refusal } from '../api/call.ts';
import { useAnswer } from '../api/hooks.ts';
import { Poster } from '../movies/poster.tsx';
import { PageTitle } from '../routes/page-title.tsx';
import type { PageProps } from '../routes/pages.tsx';
import { paths } from '../routes/paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Loading, PosterSkeleton, TextSkeleton } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { words } from '../words/index.ts';
import { Cast, Facts } from './movie/facts.tsx';
import { MovieReviews } from './movie/movie-reviews.tsx';
import { MovieWords } from './movie/movie-words.tsx';
import { RatingPanel } from './movie/rating-panel.tsx';
import { SimilarFilms } from './movie/similar-films.tsx';
import css from './movie.module.css';

export function MoviePage({ params: { id = '' } }: PageProps) {
  const { data, error, refetch } = useAnswer(getMovie, { params: { id } });
  if (data) return <MovieShown movie={data.body} />;
  if (error instanceof Refusal && (error.status === 404 || error.status === 400)) return <Gone />;
  if (error) {
    return (
      <>
        <PageTitle className="visually-hidden">{words.states.unknown}</PageTitle>
        <ProblemNote error={error} retry={() => void refetch()} />
      </>
    );
  }
  return <MovieSkeleton />;
}

function MovieShown({ movie }: { movie: MovieInFull }) {
  return (
    <div className={css.page}>
      <div className={css.top}>
        <div className={css.poster}>
          <Poster film={movie} sizes="(max-width: 40rem) 7.5rem, (max-width: 68rem) 28vw, 20rem" first />
        </div>
        <MovieWords movie={movie} />
        <RatingPanel movie={movie} />
      </div>
      <div className={css.below}>
        <MovieReviews movie={movie} />
        <div className={css.side}>
          <Cast movie={movie} />
          <Facts movie={movie} />
        </div>
      </div>
      <SimilarFilms id={movie.id} />
    </div>
  );
}

function Gone() {
  return (
    <>
      <PageTitle>{words.movie.gone}</PageTitle>
      <Empty title="" text={words.movie.goneMore}>
        <ButtonLink look="primary" to={paths.catalog()}>
          {words.nav.catalog}
        </ButtonLink>
      </Empty>
    </>
  );
}

function MovieSkeleton() {
  return (
    <div className={css.page}>
      <Loading />
      <div className={css.top} aria-hidden="true">
        <div className={css.poster}>
          <PosterSkeleton />
        </div>
        <div className={css.words}>
          <TextSkeleton lines={5} />
        </div>
        <div className={css.panel}>
          <TextSkeleton lines={5} />
        </div>
      </div>
    </div>
  );
}
