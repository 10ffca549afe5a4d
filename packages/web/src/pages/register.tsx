import { register } from '@movies/contract';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { EmailField, NewPasswordField, UsernameField } from '../account/fields.tsx';
import { call } from '../api/call.ts';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { dropDraft, useDraft } from '../session/drafts.ts';
import { enter } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Form, useSubmit } from '../ui/form.tsx';
import { say } from '../ui/toast-store.ts';
import { words } from '../words/index.ts';
import { AccountPage } from './account-page.tsx';
import { useBackTo } from './back-to.ts';

export function RegisterPage() {
  const backTo = useBackTo();
  const said = words.account.register;
  return (
    <AccountPage
      title={said.title}
      lead={said.lead}
      foot={
        <span>
          {said.hasAccount} <PageLink to={paths.login(backTo)}>{said.logIn}</PageLink>
        </span>
      }
    >
      <RegisterForm backTo={backTo} />
    </AccountPage>
  );
}

const DRAFT = 'register';

function RegisterForm({ backTo }: { backTo: string }) {
  const [, goTo] = useLocation();
  const [who, setWho] = useDraft(DRAFT, { username: '', email: '' });
  const [password, setPassword] = useState('');
  const said = words.account.register;
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    const { body } = await call(register, { body: { ...who, email: who.email.trim(), password } });
    dropDraft(DRAFT);
    enter(body);
    say(said.welcome);
    goTo(backTo === paths.home ? paths.firstRatings : backTo, { replace: true });
  });
  return (
    <Form onSubmit={submit} problem={problem}>
      <UsernameField
        label={said.username}
        hint={said.usernameHint}
        wrong={wrong('username')}
        value={who.username}
        onChange={({ target }) => setWho({ ...who, username: target.value })}
      />
      <EmailField
        label={said.email}
        hint={said.emailHint}
        wrong={wrong('email')}
        value={who.email}
        onChange={({ target }) => setWho({ ...who, email: target.value })}
      />
      <NewPasswordField
        label={said.password}
        hint={said.passwordHint}
        wrong={wrong('password')}
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Button type="submit" look="primary" busy={busy}>
        {said.submit}
      </Button>
    </Form>
  );
}
