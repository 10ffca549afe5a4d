import { logIn } from '@movies/contract';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { enter } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField, TextField } from '../ui/field.tsx';
import { Form, useSubmit } from '../ui/form.tsx';
import { words } from '../words/index.ts';

export function LogInForm({ onDone }: { onDone: (username: string) => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { submit, busy, problem } = useSubmit(async () => {
    const { body } = await call(logIn, { body: { email: name.trim(), password } });
    enter(body);
    onDone(body.user);
  });
  const said = words.account.logIn;
  return (
    <Form onSubmit={submit} problem={problem}>
      <TextField
        label={said.name}
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <PasswordField
        label={said.password}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Button type="submit" look="primary" busy={busy}>
        {said.submit}
      </Button>
    </Form>
  );
}
