// Who is watching.
import { useState } from 'react';
import { useMember } from '../../session/use-session.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { NameSuggested, SuggestField } from '../../ui/suggest-field.tsx';
import { recommend } from '../../words/recommend.ts';
import { idIn, matching, type Person } from './people.ts';
import css from './together.module.css';
import { type Group, MOST } from './use-group.ts';
import { useReviewers } from './use-reviewers.ts';

const said = recommend.group;
const SUGGESTED = 8;

export function Who({ others, add, remove, isAsked, find }: Group) {
  const me = useMember();
  const isFull = others.length >= MOST - 1;
  return (
    <section className={css.who} aria-label={said.who}>
      <ul className={css.people} aria-label={said.who}>
        <li className={css.person}>
          <b>{said.you}</b>
        </li>
        {others.map(({ id, username }) => (
          <li key={id} className={css.person}>
            {username}
            <IconButton
              icon="close"
              label={said.remove(username)}
              className={css.remove ?? ''}
              onClick={() => remove(id)}
            />
          </li>
        ))}
      </ul>
      <div className={css.choose}>
        {isFull ? <p>{said.tooMany}</p> : <AddSomeone taken={[me?.id ?? 0, ...others.map(({ id }) => id)]} add={add} />}
        <Button look="primary" icon="spark" disabled={others.length === 0 || isAsked} onClick={find}>
          {said.find}
        </Button>
      </div>
    </section>
  );
}

function AddSomeone({ taken, add }: { taken: number[]; add: (id: number) => void }) {
  const [typed, setTyped] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const found = matching(useReviewers(), typed, taken).slice(0, SUGGESTED);
  const type = (text: string) => {
    setTyped(text);
    setUnknown(false);
  };
  const take = (id: number | undefined) => {
    if (id === undefined) return setUnknown(true);
    type('');
    add(id);
  };
  return (
    <SuggestField<Person>
      label={said.add}
      hint={said.addHint}
      wrong={isUnknown ? said.noOne : undefined}
      value={typed}
      onType={type}
      items={found}
      nameOf={({ username }) => username}
      keyOf={({ id }) => id}
      show={({ username }) => <NameSuggested>{username}</NameSuggested>}
      onPick={({ id }) => take(id)}
      onEnter={(text) => text.trim() !== '' && take(idIn(text) ?? (found.length === 1 ? found[0]?.id : undefined))}
    />
  );
}
