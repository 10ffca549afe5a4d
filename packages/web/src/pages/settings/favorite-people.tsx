// Names of people one likes, found by the films they are in.
import { searchMovies } from '@movies/contract';
import { useState } from 'react';
import { useAnswer } from '../../api/hooks.ts';
import { useSettled } from '../../search/use-settled.ts';
import { Icon } from '../../ui/icon.tsx';
import { NameSuggested, SuggestField } from '../../ui/suggest-field.tsx';
import { say } from '../../ui/toast-store.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { namesLike } from './names-like.ts';
import { prefer } from './preferences.ts';
import { Section } from './section.tsx';

const said = settings.taste;
const FEWEST_LETTERS = 2;
const SETTLES_MS = 160;
const FILMS_TO_LOOK_AT = 30;

export function FavoritePeople({ names }: { names: string[] }) {
  const [typed, setTyped] = useState('');
  const suggested = useNames(typed).filter((name) => !names.includes(name));
  const add = (name: string) => {
    const trimmed = name.trim();
    setTyped('');
    if (trimmed === '') return;
    if (names.some((known) => known.toLowerCase() === trimmed.toLowerCase())) return say(said.known(trimmed));
    void prefer({ actors: [...names, trimmed] });
  };
  return (
    <Section title={said.actors}>
      <Chosen names={names} onTake={(name) => void prefer({ actors: names.filter((one) => one !== name) })} />
      <SuggestField
        label={said.actorsAdd}
        hint={said.actorsHint}
        value={typed}
        onType={setTyped}
        items={suggested}
        nameOf={(name) => name}
        keyOf={(name) => name}
        show={(name) => <NameSuggested>{name}</NameSuggested>}
        onPick={add}
        onEnter={add}
      />
    </Section>
  );
}

function Chosen({ names, onTake }: { names: string[]; onTake: (name: string) => void }) {
  if (names.length === 0) return <p className={css.soft}>{said.none}</p>;
  return (
    <ul className={css.chips}>
      {names.map((name) => (
        <li key={name}>
          <button type="button" className={css.chip} aria-label={said.take(name)} onClick={() => onTake(name)}>
            {name}
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useNames(typed: string): string[] {
  const q = useSettled(typed.trim(), SETTLES_MS);
  const enabled = q.length >= FEWEST_LETTERS;
  const { data } = useAnswer(searchMovies, { query: { q, limit: FILMS_TO_LOOK_AT } }, { enabled, keep: true });
  return enabled && typed.trim() !== '' ? namesLike(typed, data?.body.data ?? []) : [];
}
