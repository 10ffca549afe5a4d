// What one likes, and how far recommendations may go from it.
import { listGenres, type Preferences } from '@movies/contract';
import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../api/hooks.ts';
import { useSettled } from '../../search/use-settled.ts';
import { Check } from '../../ui/field.tsx';
import { Range } from '../../ui/range.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { FavoriteFilms } from './favorite-films.tsx';
import { FavoritePeople } from './favorite-people.tsx';
import { prefer, usePreferences } from './preferences.ts';
import { PartSkeleton, Section } from './section.tsx';

const said = settings.taste;

export function TastePart() {
  const { data, error, refetch } = usePreferences();
  if (!data) return error ? <ProblemNote error={error} retry={() => void refetch()} /> : <PartSkeleton />;
  const { body: preferences } = data;
  return (
    <>
      <Section title={said.recommendations}>
        <Adventure adventure={preferences.recommendations.adventure ?? USUAL} />
        <Check
          label={said.group}
          hint={said.groupHint}
          checked={preferences.recommendations.group ?? true}
          onChange={(group) => void prefer({ recommendations: { group } })}
        />
      </Section>
      <Genres chosen={preferences.genres} />
      <FavoritePeople names={preferences.actors} />
      <FavoriteFilms ids={preferences.movies} />
    </>
  );
}

const USUAL = 0.3;
const RESTS_MS = 500;

/** What is passed by on the way is not saved. */
function Adventure({ adventure }: { adventure: number }) {
  const [value, setValue] = useState(adventure);
  const settled = useSettled(value, RESTS_MS);
  const saved = useRef(adventure);
  useEffect(() => {
    if (settled === saved.current) return;
    saved.current = settled;
    void prefer({ recommendations: { adventure: settled } });
  }, [settled]);
  return (
    <Range label={said.adventure} low={said.low} high={said.high} value={value} say={said.level} onChange={setValue} />
  );
}

function Genres({ chosen }: { chosen: Preferences['genres'] }) {
  const { data } = useAnswer(listGenres);
  const isChosen = (id: number, name: string) => chosen.some((one) => one === id || one === name);
  const toggle = (id: number, name: string) => {
    const others = chosen.filter((one) => one !== id && one !== name);
    void prefer({ genres: others.length < chosen.length ? others : [...chosen, id] });
  };
  return (
    <Section title={said.genres}>
      <ul className={css.chips}>
        {data?.body.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              className={css.chip}
              aria-pressed={isChosen(id, name)}
              onClick={() => toggle(id, name)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
