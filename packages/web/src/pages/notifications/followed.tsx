// The films whose reviews one follows.
import { followMovie, mySubscriptions, type Subscription, unfollowMovie } from '@movies/contract';
import { useId } from 'react';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { IconButton } from '../../ui/button.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { inboxWords as said } from '../../words/inbox.ts';
import css from './notifications.module.css';

export function Followed() {
  const id = useId();
  const { data } = useAnswer(mySubscriptions, { query: { limit: 100 } });
  if (!data || data.body.length === 0) return null;
  return (
    <section className={css.followed} aria-labelledby={id}>
      <h2 id={id}>{said.following}</h2>
      <ul>
        {data.body.map((followed) => (
          <li key={followed.movie_id}>
            <PageLink to={paths.movie(followed.movie_id)}>{followed.movie_title}</PageLink>
            <IconButton
              icon="close"
              label={said.unfollowOf(followed.movie_title)}
              onClick={() => void unfollow(followed)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

async function unfollow({ movie_id: id, movie_title }: Subscription): Promise<void> {
  try {
    await call(unfollowMovie, { params: { id } });
    say(said.unfollowed(movie_title), { label: said.followAgain, do: () => void followAgain(id) });
    await outdate(mySubscriptions);
  } catch (error) {
    say(sentenceOf(error));
  }
}

async function followAgain(id: number): Promise<void> {
  await call(followMovie, { params: { id } }).catch((error: unknown) => say(sentenceOf(error)));
  await outdate(mySubscriptions);
}
