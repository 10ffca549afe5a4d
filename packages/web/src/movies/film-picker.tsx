// A field that finds a film by its title while one types.
import { searchMovies } from '@movies/contract';
import { useState } from 'react';
import { useAnswer } from '../api/hooks.ts';
import { useSettled } from '../search/use-settled.ts';
import { SuggestField } from '../ui/suggest-field.tsx';
import { type Film, factsOf } from './film.ts';
import css from './film-picker.module.css';
import { Poster } from './poster.tsx';

const FEWEST_LETTERS = 2;
const SUGGESTIONS = 6;
const SETTLES_MS = 160;

interface FilmPickerProps {
  label: string;
  hint?: string;
  wrong?: string | undefined;
  /** What stands in it: the title of the film that was picked, say. */
  value: string;
  onType: (text: string) => void;
  onPick: (film: Film) => void;
}

export function FilmPicker(props: FilmPickerProps) {
  const [picked, setPicked] = useState('');
  const films = useFilms(props.value === picked ? '' : props.value.trim());
  const pick = (film: Film) => {
    setPicked(film.title);
    props.onPick(film);
  };
  return (
    <SuggestField
      {...props}
      items={films}
      nameOf={({ title }) => title}
      keyOf={({ id }) => id}
      show={(film) => <FilmSuggested film={film} />}
      onPick={pick}
    />
  );
}

function useFilms(typed: string): readonly Film[] {
  const title = useSettled(typed, SETTLES_MS);
  const enabled = title.length >= FEWEST_LETTERS;
  const { data } = useAnswer(searchMovies, { query: { title, limit: SUGGESTIONS } }, { enabled, keep: true });
  return enabled && typed !== '' ? (data?.body.data ?? []) : [];
}

function FilmSuggested({ film }: { film: Film }) {
  const { year, directors } = factsOf(film);
  return (
    <>
      <span className={css.thumb}>
        <Poster film={film} sizes="40px" />
      </span>
      <span>
        <span className={css.title}>{film.title}</span>
        <span className={css.meta}>{[year || '', directors.slice(0, 2).join(', ')].filter(Boolean).join(' · ')}</span>
      </span>
    </>
  );
}
