import { followMovie, type Mine, mySubscriptions, unfollowMovie } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { useMember } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { words } from '../../words/index.ts';
import css from './marks.module.css';
import { asMember, type List, putOn } from './marks.ts';

const LISTS: [list: List, icon: IconName][] = [
  ['watchlist', 'bookmark'],
  ['favorite', 'heart'],
  ['watched', 'eye'],
];

export function MarkButtons({ id, my }: { id: number; my: Mine }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent
    <div className={css.buttons} role="group" aria-label={words.movie.marks}>
      {LISTS.map(([list, icon]) => (
        <Button
          key={list}
          icon={icon}
          filled={my[list]}
          aria-pressed={my[list]}
          onClick={() => void putOn(list, id, !my[list])}
        >
          {words.movie[list]}
        </Button>
      ))}
      <FollowButton id={id} />
    </div>
  );
}

const MOST_FOLLOWED = 100;

function FollowButton({ id }: { id: number }) {
  const member = useMember();
  const { data } = useAnswer(mySubscriptions, { query: { limit: MOST_FOLLOWED } }, { enabled: member !== undefined });
  const [wanted, setWanted] = useState<boolean>();
  const follows = wanted ?? data?.body.some(({ movie_id }) => movie_id === id) ?? false;
  const toggle = async () => {
    if (!asMember()) return;
    setWanted(!follows);
    try {
      await call(follows ? unfollowMovie : followMovie, { params: { id } });
      say(follows ? words.movie.unfollowed : words.movie.followed);
      await outdate(mySubscriptions);
    } catch (error) {
      say(`${sentenceOf(error)} ${words.states.notSaved}`);
    }
    setWanted(undefined);
  };
  return (
    <Button icon="bell" filled={follows} aria-pressed={follows} onClick={() => void toggle()}>
      {words.movie.follow}
    </Button>
  );
}
