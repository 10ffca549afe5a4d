// The way around on a phone, where a thumb reaches it.
import { useLocation } from 'wouter';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { useMember } from '../session/use-session.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { words } from '../words/index.ts';
import css from './bottom-bar.module.css';

export function BottomBar() {
  const [path] = useLocation();
  const member = useMember();
  const links: [to: string, icon: IconName, label: string][] = [
    [paths.home, 'home', words.nav.home],
    [paths.catalog(), 'film', words.nav.catalog],
    [paths.recommended, 'spark', words.nav.recommended],
    [paths.watchlist, 'bookmark', words.nav.watchlist],
    member ? [paths.myReviews, 'person', words.nav.me] : [paths.login(), 'person', words.nav.logIn],
  ];
  return (
    <nav className={css.bar} aria-label={words.nav.label}>
      {links.map(([to, icon, label]) => (
        <PageLink key={to} to={to} aria-current={path === to ? 'page' : undefined}>
          <Icon name={icon} size={22} filled={path === to && icon !== 'film'} />
          {label}
        </PageLink>
      ))}
    </nav>
  );
}
