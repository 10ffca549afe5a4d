// What one wants to be told, and how.
import { mySubscriptions, type NotificationPreferences, type Subscription, unfollowMovie } from '@movies/contract';
import { call } from '../../api/call.ts';
import { outdate } from '../../api/hooks.ts';
import { patchItems, useMore } from '../../api/more.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { Button } from '../../ui/button.tsx';
import { Check, Select } from '../../ui/field.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { notSaved } from '../../ui/sentence.ts';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { prefer, usePreferences } from './preferences.ts';
import { PartSkeleton, Section } from './section.tsx';

const said = settings.notifications;
const KINDS = ['followed_movies', 'replies', 'likes'] as const;
const DIGESTS = ['off', 'daily', 'weekly'] as const;

export function NotificationsPart() {
  const { data, error, refetch } = usePreferences();
  if (!data) return error ? <ProblemNote error={error} retry={() => void refetch()} /> : <PartSkeleton />;
  return (
    <>
      <Kinds wanted={data.body.notifications} />
      <Followed />
    </>
  );
}

function Kinds({ wanted }: { wanted: NotificationPreferences }) {
  const choices = DIGESTS.map((value) => ({ value, label: said.digests[value] }));
  const change = (notifications: NotificationPreferences) => void prefer({ notifications });
  return (
    <Section title={said.kinds}>
      {KINDS.map((kind) => (
        <Check key={kind} label={said[kind]} checked={wanted[kind] ?? true} onChange={(on) => change({ [kind]: on })} />
      ))}
      <Select
        label={said.digest}
        hint={said.digestHint}
        value={wanted.email_digest ?? 'off'}
        choices={choices}
        onChange={(value) => change({ email_digest: DIGESTS.find((one) => one === value) ?? 'off' })}
      />
    </Section>
  );
}

function Followed() {
  const list = useMore(mySubscriptions, { query: { limit: 50 } });
  const { items, error, retry } = list;
  return (
    <Section title={said.followed}>
      {error && !items ? <ProblemNote error={error} retry={retry} /> : null}
      {!items && !error && <TextSkeleton lines={3} />}
      {items?.length === 0 && (
        <p className={css.soft}>
          {said.followedNone} {said.followedNoneMore}
        </p>
      )}
      <ul className={css.rows}>
        {items?.map((one) => (
          <li key={one.movie_id}>
            <div>
              <PageLink to={paths.movie(one.movie_id)} className={css.rowTitle}>
                {one.movie_title}
              </PageLink>{' '}
              <span className={css.soft}>{said.since(one.created_at)}</span>
            </div>
            <Button small onClick={() => void unfollow(one)}>
              {said.unfollow}
              <span className="visually-hidden">: {one.movie_title}</span>
            </Button>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </Section>
  );
}

async function unfollow({ movie_id: id, movie_title }: Subscription): Promise<void> {
  const asBefore = patchItems<Subscription>(mySubscriptions, (all) => all.filter(({ movie_id }) => movie_id !== id));
  try {
    await call(unfollowMovie, { params: { id } });
    say(said.unfollowed(movie_title));
    void outdate(mySubscriptions);
  } catch (error) {
    asBefore();
    say(notSaved(error));
  }
}
