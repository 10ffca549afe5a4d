// The password, and where one is logged in.
import { changePassword, listSessions } from '@movies/contract';
import { useState } from 'react';
import { NewPasswordField } from '../../account/fields.tsx';
import { call } from '../../api/call.ts';
import { outdate } from '../../api/hooks.ts';
import { useMember } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/field.tsx';
import { Form, useSubmit } from '../../ui/form.tsx';
import { say } from '../../ui/toast-store.ts';
import { words } from '../../words/index.ts';
import { settings } from '../../words/settings.ts';
import { Section } from './section.tsx';
import { Sessions } from './sessions.tsx';

const said = settings.security;

export function SecurityPart() {
  return (
    <>
      <Section title={said.password}>
        <PasswordForm />
      </Section>
      <Sessions />
    </>
  );
}

function PasswordForm() {
  const member = useMember();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(changePassword, { body: { current_password: current, new_password: next } });
    setCurrent('');
    setNext('');
    say(said.changed);
    await outdate(listSessions);
  });
  return (
    <Form onSubmit={submit} problem={problem}>
      {/* So that a password manager knows whose it is. */}
      <input type="hidden" name="username" autoComplete="username" value={member?.username ?? ''} readOnly />
      <PasswordField
        label={said.current}
        wrong={wrong('current_password')}
        name="current-password"
        autoComplete="current-password"
        required
        value={current}
        onChange={({ target }) => setCurrent(target.value)}
      />
      <NewPasswordField
        label={said.new}
        hint={words.account.register.passwordHint}
        wrong={wrong('new_password')}
        value={next}
        onChange={({ target }) => setNext(target.value)}
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          {said.change}
        </Button>
      </div>
    </Form>
  );
}
