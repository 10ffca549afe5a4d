// Who it is: a drawn initial, a name, and a few words.
import type { PersonProfile } from '@movies/contract';
import { PageTitle } from '../../routes/page-title.tsx';
import { paths } from '../../routes/paths.ts';
import { useMember } from '../../session/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { format } from '../../words/index.ts';
import { person } from '../../words/person.ts';
import css from '../person.module.css';
import { Initial } from './initial.tsx';

export function PersonHead({ profile }: { profile: PersonProfile }) {
  const { id, username, name, bio, date_joined } = profile;
  const me = useMember();
  return (
    <header className={css.head}>
      <Initial id={id} name={name || username} />
      <div className={css.who}>
        <PageTitle>{name || username}</PageTitle>
        <p className={css.soft}>
          @{username} · {person.since(date_joined)}
        </p>
        {bio && <p className={css.bio}>{bio}</p>}
        <Counts profile={profile} />
        <div className={css.buttons}>
          {me?.id === id && (
            <ButtonLink icon="pencil" to={paths.settings()}>
              {person.edit}
            </ButtonLink>
          )}
          {me && me.id !== id && (
            <ButtonLink icon="spark" to={paths.together([id])}>
              {person.together(name || username)}
            </ButtonLink>
          )}
        </div>
      </div>
    </header>
  );
}

const COUNTS = ['ratings', 'reviews', 'favorites', 'watchlist'] as const;

function Counts({ profile: { counts } }: { profile: PersonProfile }) {
  if (!counts) return null;
  return (
    <dl className={css.counts}>
      {COUNTS.map((what) => {
        const count = counts[what];
        return (
          count !== undefined && (
            <div key={what}>
              <dt>{person[what]}</dt>
              <dd>{format.count(count)}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}
