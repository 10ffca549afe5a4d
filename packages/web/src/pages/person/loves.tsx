// What a person says to love.
import { getMovie, listGenres, type PersonProfile } from '@movies/contract';
import { useQueries } from '@tanstack/react-query';
import { asks, useAnswer } from '../../api/hooks.ts';
import { MovieCard } from '../../movies/movie-card.tsx';
import { Rail } from '../../movies/rail.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { PosterSkeleton } from '../../ui/skeleton.tsx';
import { person } from '../../words/person.ts';
import css from '../person.module.css';

const MOST_FILMS = 20;

export function Loves({ profile }: { profile: PersonProfile }) {
  const { favorite_genres, favorite_actors, favorite_movies } = profile;
  return (
    <>
      {favorite_genres.length + favorite_actors.length > 0 && (
        <section className={css.loves} aria-labelledby="loves">
          <h2 id="loves">{person.likes}</h2>
          <ul className={css.chips}>
            {favorite_genres.length > 0 && <Genres chosen={favorite_genres} />}
            {favorite_actors.map((name) => (
              <li key={name}>
                <PageLink to={paths.catalog({ person: name })}>{name}</PageLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {favorite_movies.length > 0 && <Films ids={favorite_movies.slice(0, MOST_FILMS)} />}
    </>
  );
}

function Genres({ chosen }: { chosen: PersonProfile['favorite_genres'] }) {
  const { data } = useAnswer(listGenres);
  const names = new Map(data?.body.map(({ id, name }) => [id, name]));
  const nameOf = (one: number | string) => (typeof one === 'number' ? names.get(one) : one);
  return chosen.map((one) => {
    const name = nameOf(one);
    return (
      name && (
        <li key={one}>
          <PageLink to={paths.catalog({ genre: name })}>{name}</PageLink>
        </li>
      )
    );
  });
}

function Films({ ids }: { ids: number[] }) {
  const answers = useQueries({ queries: ids.map((id) => asks(getMovie, { params: { id } })) });
  return (
    <Rail title={person.loves}>
      {ids.map((id, at) => {
        const film = answers[at]?.data?.body;
        return !answers[at]?.isError && <li key={id}>{film ? <MovieCard film={film} /> : <PosterSkeleton />}</li>;
      })}
    </Rail>
  );
}
