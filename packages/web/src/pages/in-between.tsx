// What is shown instead of a page: while it comes, when there is none, when it broke, when it is for others.
import { PageTitle } from '../routes/page-title.tsx';
import { paths } from '../routes/paths.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Loading, TextSkeleton } from '../ui/skeleton.tsx';
import { words } from '../words/index.ts';
import css from './in-between.module.css';

export function PageSkeleton() {
  return (
    <div className={css.skeleton}>
      <Loading />
      <TextSkeleton lines={4} />
    </div>
  );
}

export function MissingPage() {
  const { title, text, search } = words.states.missing;
  return (
    <Sign number="404" title={title} text={text}>
      <ButtonLink look="primary" to={paths.home}>
        {words.states.goHome}
      </ButtonLink>
      <ButtonLink to={paths.search('')} icon="search">
        {search}
      </ButtonLink>
    </Sign>
  );
}

export function BrokenPage() {
  const { title, text } = words.states.broken;
  return (
    <Sign number="500" title={title} text={text}>
      <Button look="primary" onClick={() => location.reload()}>
        {words.states.reload}
      </Button>
      {/* A plain link: what is broken is left behind. */}
      <a href={paths.home}>{words.states.goHome}</a>
    </Sign>
  );
}

export function NotAllowedPage() {
  return (
    <Sign number="403" title={words.states.notAllowed} text="">
      <ButtonLink look="primary" to={paths.home}>
        {words.states.goHome}
      </ButtonLink>
    </Sign>
  );
}

export function LogInFirst() {
  const here = location.pathname + location.search;
  return (
    <Sign title={words.session.logInFirst} text={words.session.logInFirstMore}>
      <ButtonLink look="primary" to={paths.login(here)}>
        {words.nav.logIn}
      </ButtonLink>
      <ButtonLink to={paths.register(here)}>{words.nav.register}</ButtonLink>
    </Sign>
  );
}

interface SignProps {
  number?: string;
  title: string;
  text: string;
  children: React.ReactNode;
}

function Sign({ number, title, text, children }: SignProps) {
  return (
    <div className={css.sign}>
      {number && (
        <p className={css.number} aria-hidden="true">
          {number}
        </p>
      )}
      <PageTitle>{title}</PageTitle>
      {text && <p className={css.text}>{text}</p>}
      <div className={css.actions}>{children}</div>
    </div>
  );
}
