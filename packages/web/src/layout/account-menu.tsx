// The pages that are one's own, behind one button: a disclosure of links, by the browser's own popover, which closes with
// Escape and a click elsewhere.
import type { Profile } from '@movies/contract';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { chooseTheme, type Theme, useTheme } from '../theme/theme.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { words } from '../words/index.ts';
import css from './account-menu.module.css';

function linksOf({ id, is_staff }: Profile): [to: string, icon: IconName, label: string][] {
  return [
    [paths.person(id), 'person', words.nav.profile],
    [paths.myReviews, 'comment', words.nav.myReviews],
    [paths.favorites, 'heart', words.nav.favorites],
    [paths.watchlist, 'bookmark', words.nav.watchlist],
    [paths.watched, 'eye', words.nav.watched],
    [paths.import, 'upload', words.nav.import],
    [paths.settings(), 'settings', words.nav.settings],
    ...(is_staff ? [[paths.staff(), 'shield', words.nav.staff] as [string, IconName, string]] : []),
    [paths.logout, 'out', words.nav.logOut],
  ];
}

const ID = 'account-menu';

export function AccountMenu({ profile }: { profile: Profile }) {
  const menu = useRef<HTMLDivElement>(null);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever page comes, it closes
  useEffect(() => menu.current?.hidePopover(), [path]);
  return (
    <div className={css.place}>
      <button type="button" className={css.button} popoverTarget={ID} aria-label={words.nav.account}>
        {[...profile.username][0]}
      </button>
      <div ref={menu} id={ID} popover="auto" className={css.menu}>
        <p className={css.who}>{profile.username}</p>
        <ul>
          {linksOf(profile).map(([to, icon, label]) => (
            <li key={to}>
              <PageLink to={to} className={css.item}>
                <Icon name={icon} />
                {label}
              </PageLink>
            </li>
          ))}
        </ul>
        <ThemeChoice />
      </div>
    </div>
  );
}

const THEMES: [theme: Theme, icon: IconName][] = [
  ['system', 'settings'],
  ['light', 'sun'],
  ['dark', 'moon'],
];

function ThemeChoice() {
  const chosen = useTheme();
  return (
    <fieldset className={css.themes}>
      <legend className="visually-hidden">{words.nav.theme}</legend>
      {THEMES.map(([theme, icon]) => (
        <button
          key={theme}
          type="button"
          aria-pressed={chosen === theme}
          aria-label={words.nav.themes[theme]}
          title={words.nav.themes[theme]}
          onClick={() => chooseTheme(theme)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </fieldset>
  );
}
