// Who one is here. What is typed and not saved yet is kept as a draft.
import { editMyProfile, myProfile, type Profile, type ProfileChanges } from '@movies/contract';
import { useState } from 'react';
import { EmailField, UsernameField } from '../../account/fields.tsx';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { today } from '../../mine/lists.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { useDraft } from '../../session/drafts.ts';
import { nowKnownAs } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { PasswordField, TextArea, TextField } from '../../ui/field.tsx';
import { Form, useSubmit } from '../../ui/form.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { me } from '../../words/me.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { PartSkeleton, Section } from './section.tsx';

const MOST_OF_A_BIO = 2_000;
const said = settings.profile;

export function ProfilePart() {
  const { data, error, refetch } = useAnswer(myProfile, undefined, { staleTime: 0 });
  if (data) return <ProfileForm key={data.body.updated_at} profile={data.body} />;
  return error ? <ProblemNote error={error} retry={() => void refetch()} /> : <PartSkeleton />;
}

interface Typed {
  username: string;
  name: string;
  bio: string;
  birth: string;
  email: string;
}

const typedOf = ({ username, name, bio, birth_date, email }: Profile): Typed => ({
  username,
  name,
  bio,
  birth: birth_date ?? '',
  email,
});

function changesOf(typed: Typed, profile: Profile, password: string): ProfileChanges {
  const known = typedOf(profile);
  const isNew = (field: keyof Typed) => typed[field] !== known[field];
  return {
    ...(isNew('username') ? { username: typed.username.trim() } : {}),
    ...(isNew('name') && typed.name.trim() ? { name: typed.name } : {}),
    ...(isNew('bio') ? { bio: typed.bio } : {}),
    ...(isNew('birth') ? { birth_date: typed.birth || null } : {}),
    ...(isNew('email') ? { email: typed.email.trim(), current_password: password } : {}),
  };
}

function ProfileForm({ profile }: { profile: Profile }) {
  const [typed, setTyped, dropDraft] = useDraft<Typed>(`profile.${profile.id}`, typedOf(profile));
  const [password, setPassword] = useState('');
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    const { body } = await call(editMyProfile, { body: changesOf(typed, profile, password) });
    dropDraft();
    nowKnownAs(body);
    say(said.saved);
    await outdate(myProfile);
  });
  const change = (field: keyof Typed) => ({
    value: typed[field],
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [field]: target.value }),
  });
  return (
    <Form onSubmit={submit} problem={problem}>
      <PublicFields change={change} wrong={wrong} left={MOST_OF_A_BIO - typed.bio.length} />
      <Section title={said.account}>
        <AccountFields change={change} wrong={wrong} profile={profile} />
        {typed.email !== profile.email && (
          <PasswordField
            label={said.password}
            hint={said.passwordHint}
            wrong={wrong('current_password')}
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Section>
      <div className={css.buttons}>
        <Button type="submit" look="primary" busy={busy}>
          {me.save}
        </Button>
        <ButtonLink look="quiet" to={paths.person(profile.id)}>
          {said.look}
        </ButtonLink>
      </div>
    </Form>
  );
}

interface FieldsProps {
  change: (field: keyof Typed) => { value: string; onChange: (event: { target: { value: string } }) => void };
  wrong: (field: string) => string | undefined;
}

function PublicFields({ change, wrong, left }: FieldsProps & { left: number }) {
  return (
    <Section title={said.publicPart}>
      <TextField
        label={said.name}
        hint={said.nameHint}
        wrong={wrong('name')}
        name="name"
        autoComplete="name"
        required
        maxLength={255}
        {...change('name')}
      />
      <TextArea
        label={said.bio}
        hint={said.bioHint(left)}
        wrong={wrong('bio')}
        name="bio"
        optional
        maxLength={MOST_OF_A_BIO}
        {...change('bio')}
      />
    </Section>
  );
}

function AccountFields({ change, wrong, profile }: FieldsProps & { profile: Profile }) {
  return (
    <>
      <UsernameField label={said.username} hint={said.usernameHint} wrong={wrong('username')} {...change('username')} />
      <TextField
        label={said.birth}
        hint={said.birthHint}
        wrong={wrong('birth_date') ?? wrong('date_of_birth')}
        type="date"
        name="bday"
        autoComplete="bday"
        optional
        min="1900-01-01"
        max={today()}
        {...change('birth')}
      />
      <EmailField
        label={said.email}
        hint={profile.email_verified ? said.confirmed : said.unconfirmed}
        wrong={wrong('email')}
        {...change('email')}
      />
      {!profile.email_verified && <PageLink to={paths.confirmEmail}>{said.enterCode}</PageLink>}
    </>
  );
}
