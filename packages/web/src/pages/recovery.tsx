// A forgotten password, a new one, and whose an e-mail address is. The letters hold codes, and links could bring them.
import { confirmEmail, forgotPassword, resetPassword } from '@movies/contract';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import { EmailField, NewPasswordField } from '../account/fields.tsx';
import { call } from '../api/call.ts';
import { paths } from '../routes/paths.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Form, useSubmit } from '../ui/form.tsx';
import { words } from '../words/index.ts';
import { AccountPage } from './account-page.tsx';

function Done({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <AccountPage key="done" title={title} lead={text}>
      <div>{children}</div>
    </AccountPage>
  );
}

export function ForgotPasswordPage() {
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const said = words.account.forgot;
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(forgotPassword, { body: { email: email.trim() } });
    setSent(true);
  });
  const next = <ButtonLink to={paths.resetPassword}>{said.haveCode}</ButtonLink>;
  if (isSent) {
    return (
      <Done title={said.sent} text={said.sentMore}>
        {next}
      </Done>
    );
  }
  return (
    <AccountPage title={said.title} lead={said.lead} foot={<div>{next}</div>}>
      <Form onSubmit={submit} problem={problem}>
        <EmailField
          label={said.email}
          wrong={wrong('email')}
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <Button type="submit" look="primary" busy={busy}>
          {said.submit}
        </Button>
      </Form>
    </AccountPage>
  );
}

function useCode(): [string, (code: string) => void] {
  const [search] = useSearchParams();
  return useState(search.get('code') ?? search.get('token') ?? '');
}

interface CodeFieldProps {
  label: string;
  wrong: string | undefined;
  value: string;
  onChange: (code: string) => void;
}

function CodeField({ label, wrong, value, onChange }: CodeFieldProps) {
  return (
    <TextField
      label={label}
      wrong={wrong}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={256}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

export function ResetPasswordPage() {
  const [code, setCode] = useCode();
  const [password, setPassword] = useState('');
  const [isDone, setDone] = useState(false);
  const said = words.account.reset;
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(resetPassword, { body: { token: code.trim(), new_password: password } });
    setDone(true);
  });
  if (isDone) {
    return (
      <Done title={said.done} text={said.doneMore}>
        <ButtonLink look="primary" to={paths.login()}>
          {words.nav.logIn}
        </ButtonLink>
      </Done>
    );
  }
  return (
    <AccountPage title={said.title} lead={said.lead}>
      <Form onSubmit={submit} problem={problem}>
        <CodeField label={said.code} wrong={wrong('token')} value={code} onChange={setCode} />
        <NewPasswordField
          label={said.password}
          hint={words.account.register.passwordHint}
          wrong={wrong('new_password')}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Button type="submit" look="primary" busy={busy}>
          {said.submit}
        </Button>
      </Form>
    </AccountPage>
  );
}

export function ConfirmEmailPage() {
  const [code, setCode] = useCode();
  const [isDone, setDone] = useState(false);
  const said = words.account.confirm;
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(confirmEmail, { body: { token: code.trim() } });
    setDone(true);
  });
  if (isDone) {
    return (
      <Done title={said.done} text={said.doneMore}>
        <ButtonLink look="primary" to={paths.home}>
          {words.states.goHome}
        </ButtonLink>
      </Done>
    );
  }
  return (
    <AccountPage title={said.title} lead={said.lead}>
      <Form onSubmit={submit} problem={problem}>
        <CodeField label={said.code} wrong={wrong('token')} value={code} onChange={setCode} />
        <Button type="submit" look="primary" busy={busy}>
          {said.submit}
        </Button>
      </Form>
    </AccountPage>
  );
}
