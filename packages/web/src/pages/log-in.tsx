import { useState } from 'react';
import { useLocation } from 'wouter';
import { LogInForm } from '../account/log-in-form.tsx';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { leave } from '../session/session.ts';
import { useMember } from '../session/use-session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { say } from '../ui/toast-store.ts';
import { words } from '../words/index.ts';
import css from './account.module.css';
import { AccountPage } from './account-page.tsx';
import { useBackTo } from './back-to.ts';

export function LogInPage() {
  const [, goTo] = useLocation();
  const backTo = useBackTo();
  const said = words.account.logIn;
  const done = (username: string) => {
    say(said.welcome(username));
    goTo(backTo, { replace: true });
  };
  return (
    <AccountPage
      title={said.title}
      lead={said.lead}
      foot={
        <>
          <PageLink to={paths.forgotPassword}>{said.forgot}</PageLink>
          <span>
            {said.noAccount} <PageLink to={paths.register(backTo)}>{said.register}</PageLink>
          </span>
        </>
      }
    >
      <LogInForm onDone={done} />
    </AccountPage>
  );
}

export function LogOutPage() {
  const member = useMember();
  const [hasLeft, setLeft] = useState(false);
  const [busy, setBusy] = useState(false);
  const said = words.account.logOut;
  const out = () => {
    setBusy(true);
    void leave().finally(() => setLeft(true));
  };
  if (!member) {
    return (
      <AccountPage title={hasLeft ? said.done : said.title} lead={hasLeft ? said.doneMore : said.guest}>
        <div className={css.actions}>
          <ButtonLink look="primary" to={paths.home}>
            {words.states.goHome}
          </ButtonLink>
          <ButtonLink to={paths.login()}>{words.nav.logIn}</ButtonLink>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={said.title} lead={said.ask}>
      <div className={css.actions}>
        <Button look="primary" busy={busy} onClick={out}>
          {said.submit}
        </Button>
        <ButtonLink to={paths.home}>{said.stay}</ButtonLink>
      </div>
    </AccountPage>
  );
}
