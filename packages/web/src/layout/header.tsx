import { useLocation, useSearchParams } from 'wouter';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { Search } from '../search/search.tsx';
import { useSession } from '../session/use-session.ts';
import { chooseTheme, currentTheme } from '../theme/theme.ts';
import buttonCss from '../ui/button.module.css';
import { ButtonLink, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { words } from '../words/index.ts';
import { AccountMenu } from './account-menu.tsx';
import css from './header.module.css';
import { useUnread } from './use-unread.ts';

export function Header() {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const looked = path === paths.search('') ? (search.get('q') ?? '') : '';
  return (
    <header className={css.header}>
      <div className={css.inner}>
        <PageLink to={paths.home} className={css.brand} aria-label={words.site.name}>
          <img src="/icon.svg" alt="" width={34} height={34} />
          <span aria-hidden="true">{words.site.name}</span>
        </PageLink>
        <nav className={css.nav} aria-label={words.nav.label}>
          <NavLink to={paths.catalog()}>{words.nav.catalog}</NavLink>
          <NavLink to={paths.recommended}>{words.nav.recommended}</NavLink>
        </nav>
        <div className={css.search}>
          <Search initial={looked} />
        </div>
        <div className={css.actions}>
          <Actions />
        </div>
      </div>
    </header>
  );
}

function NavLink({ to, children }: { to: string; children: string }) {
  const [path] = useLocation();
  return (
    <PageLink to={to} aria-current={path === to ? 'page' : undefined}>
      {children}
    </PageLink>
  );
}

function Actions() {
  const session = useSession();
  return (
    <>
      <span className={css.searchLink}>
        <IconLink to={paths.search('')} icon="search" label={words.nav.search} />
      </span>
      {session.kind === 'member' && <Bell />}
      {session.kind === 'member' && <AccountMenu profile={session.profile} />}
      {session.kind === 'guest' && <GuestActions />}
    </>
  );
}

function GuestActions() {
  const toggle = () => chooseTheme(isDark() ? 'light' : 'dark');
  return (
    <>
      <IconButton icon="moon" label={words.nav.theme} onClick={toggle} />
      <ButtonLink to={paths.login()} look="primary" small>
        {words.nav.logIn}
      </ButtonLink>
    </>
  );
}

function isDark(): boolean {
  const theme = currentTheme();
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

function Bell() {
  const unread = useUnread();
  return (
    <span className={css.bell}>
      <IconLink
        to={paths.notifications}
        icon="bell"
        label={unread > 0 ? words.nav.unread(unread) : words.nav.notifications}
      />
      {unread > 0 && (
        <span className={css.count} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </span>
  );
}

function IconLink({ to, icon, label }: { to: string; icon: 'bell' | 'search'; label: string }) {
  return (
    <PageLink
      to={to}
      className={classes(buttonCss.button, buttonCss.quiet, buttonCss.icon)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} size={22} />
    </PageLink>
  );
}
