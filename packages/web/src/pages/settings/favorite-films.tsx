// Films that say who one is.
import { getMovie } from '@movies/contract';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { asks } from '../../api/hooks.ts';
import type { Film } from '../../movies/film.ts';
import { FilmPicker } from '../../movies/film-picker.tsx';
import { Poster } from '../../movies/poster.tsx';
import { IconButton } from '../../ui/button.tsx';
import { PosterSkeleton } from '../../ui/skeleton.tsx';
import { say } from '../../ui/toast-store.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { prefer } from './preferences.ts';
import { Section } from './section.tsx';

const said = settings.taste;

export function FavoriteFilms({ ids }: { ids: number[] }) {
  const [typed, setTyped] = useState('');
  const answers = useQueries({ queries: ids.map((id) => asks(getMovie, { params: { id } })) });
  const add = ({ id, title }: Film) => {
    setTyped('');
    if (ids.includes(id)) return say(said.known(title));
    void prefer({ movies: [...ids, id] });
  };
  return (
    <Section title={said.movies}>
      {ids.length === 0 && <p className={css.soft}>{said.none}</p>}
      <ul className={css.films}>
        {ids.map((id, at) => (
          <li key={id}>
            <Favorite
              id={id}
              film={answers[at]?.data?.body}
              isGone={answers[at]?.isError ?? false}
              onTake={() => void prefer({ movies: ids.filter((one) => one !== id) })}
            />
          </li>
        ))}
      </ul>
      <FilmPicker label={said.moviesAdd} hint={said.moviesHint} value={typed} onType={setTyped} onPick={add} />
    </Section>
  );
}

interface FavoriteProps {
  id: number;
  film: Film | undefined;
  /** Not in the catalogue any more, or not to be had now. */
  isGone: boolean;
  onTake: () => void;
}

function Favorite({ id, film, isGone, onTake }: FavoriteProps) {
  if (!film && !isGone) return <PosterSkeleton />;
  const title = film?.title ?? said.movieGone(id);
  return (
    <>
      {film ? <Poster film={film} sizes="110px" /> : <PosterSkeleton />}
      <span className={css.filmName}>{title}</span>
      <IconButton icon="close" label={said.take(title)} className={css.take} onClick={onTake} />
    </>
  );
}
