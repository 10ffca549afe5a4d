import { auditTrail, changeRoles, listPeople, type Profile, type RoleChanges } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate } from '../../api/hooks.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { useMember } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { say } from '../../ui/toast-store.ts';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import css from './staff.module.css';

const said = staff.people;

type Change = 'suspend' | 'reactivate' | 'promote' | 'demote';

const CHANGES: Record<Change, RoleChanges> = {
  suspend: { is_active: false },
  reactivate: { is_active: true },
  promote: { is_staff: true },
  demote: { is_staff: false },
};

/** What one may change of another, as the platform has it. */
function changesFor(me: Profile, person: Profile): Change[] {
  if (me.id === person.id) return [];
  const isStaff = person.is_staff || person.is_superuser;
  if (isStaff && !me.is_superuser) return [];
  const rights: Change[] = me.is_superuser ? [person.is_staff ? 'demote' : 'promote'] : [];
  return [...rights, person.is_active ? 'suspend' : 'reactivate'];
}

export function PersonRow({ person }: { person: Profile }) {
  const me = useMember();
  const [change, setChange] = useState<Change>();
  const { id, username, name, email, email_verified, date_joined } = person;
  return (
    <article className={classes(css.row, !person.is_active && css.faded)}>
      <div>
        <h2 className={css.name}>
          <PageLink to={paths.person(id)}>{username}</PageLink>
          <Badges person={person} isMe={me?.id === id} />
        </h2>
        <p className={css.small}>
          {[name !== username && name, email, !email_verified && said.unconfirmed].filter(Boolean).join(' · ')}
        </p>
        <p className={css.small}>
          {said.joined} <time dateTime={date_joined}>{format.day(date_joined)}</time>
        </p>
      </div>
      <div className={css.actions}>
        {me &&
          changesFor(me, person).map((one) => (
            <Button key={one} small look={one === 'suspend' ? 'danger' : 'secondary'} onClick={() => setChange(one)}>
              {said[one]}
              <span className="visually-hidden">: {username}</span>
            </Button>
          ))}
        <ButtonLink small look="quiet" to={`${paths.staff('audit')}?about=${id}`}>
          {said.trail}
          <span className="visually-hidden">: {username}</span>
        </ButtonLink>
      </div>
      {change && <ChangeDialog change={change} person={person} onClose={() => setChange(undefined)} />}
    </article>
  );
}

function Badges({ person, isMe }: { person: Profile; isMe: boolean }) {
  return (
    <>
      {isMe && <span className={css.badge}>{said.you}</span>}
      {person.is_superuser && <span className={css.badge}>{said.superuser}</span>}
      {person.is_staff && !person.is_superuser && <span className={css.badge}>{said.staffRole}</span>}
      {!person.is_active && <span className={classes(css.badge, css.bad)}>{said.suspended}</span>}
    </>
  );
}

function ChangeDialog({ change, person, onClose }: { change: Change; person: Profile; onClose: () => void }) {
  const { id, username } = person;
  const send = async (reason: string) => {
    await call(changeRoles, { params: { id }, body: { ...CHANGES[change], ...(reason ? { reason } : {}) } });
    say(said.done[change](username));
    await outdate(listPeople, auditTrail);
  };
  return (
    <ReasonDialog
      draft={`staff.${change}.${id}`}
      title={said.ask[change](username)}
      text={said.askMore[change]}
      label={said.reason}
      hint={said.reasonHint}
      yes={said[change]}
      isHard={change === 'suspend' || change === 'demote'}
      send={send}
      onClose={onClose}
    />
  );
}
