import { similarMovies } from '@movies/contract';
import { useAnswer } from '../../api/hooks.ts';
import { MovieCard } from '../../movies/movie-card.tsx';
import { Rail, RailSkeleton } from '../../movies/rail.tsx';
import { words } from '../../words/index.ts';

/** Where nothing is similar, or nobody can say what is, the page does without. */
export function SimilarFilms({ id }: { id: number }) {
  const { data, isPending } = useAnswer(similarMovies, { params: { id }, query: { limit: 20 } }, { retry: false });
  if (!isPending && !data?.body.length) return null;
  return (
    <Rail title={words.movie.similar}>
      {data ? (
        data.body.map(({ movie }) => (
          <li key={movie.id}>
            <MovieCard film={movie} />
          </li>
        ))
      ) : (
        <RailSkeleton />
      )}
    </Rail>
  );
}
