// The table of pages. Each comes with its own code, fetched when it is wanted.
import { getMovie } from '@movies/contract';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { asks, queryClient } from '../api/hooks.ts';
import type { PagePattern } from './paths.ts';
import { preloadWith } from './preload.ts';

export interface PageProps {
  params: Record<string, string>;
}

type Who = 'anyone' | 'member' | 'staff';

interface PageEntry {
  Page: LazyExoticComponent<ComponentType<PageProps>>;
  load: () => Promise<unknown>;
  who: Who;
  /** What the page will ask for first. */
  fetch?: ((params: Record<string, string>) => unknown) | undefined;
}

function page<Name extends string>(
  load: () => Promise<{ [name in Name]: ComponentType<PageProps> }>,
  name: Name,
  who: Who = 'anyone',
  fetch?: PageEntry['fetch'],
): PageEntry {
  return { Page: lazy(() => load().then((module) => ({ default: module[name] }))), load, who, fetch };
}

const account = {
  logIn: () => import('../pages/log-in.tsx'),
  recovery: () => import('../pages/recovery.tsx'),
};

const table: Partial<Record<PagePattern, PageEntry>> = {
  '/': page(() => import('../pages/home.tsx'), 'HomePage'),
  '/catalog': page(() => import('../pages/catalog.tsx'), 'CatalogPage'),
  '/search': page(() => import('../pages/search.tsx'), 'SearchPage'),
  '/movies/:id': page(
    () => import('../pages/movie.tsx'),
    'MoviePage',
    'anyone',
    ({ id = '' }) => queryClient.prefetchQuery(asks(getMovie, { params: { id } })),
  ),
  '/login': page(account.logIn, 'LogInPage'),
  '/register': page(() => import('../pages/register.tsx'), 'RegisterPage'),
  '/logout': page(account.logIn, 'LogOutPage'),
  '/password/forgot': page(account.recovery, 'ForgotPasswordPage'),
  '/password/reset': page(account.recovery, 'ResetPasswordPage'),
  '/confirm': page(account.recovery, 'ConfirmEmailPage'),
  '/recommend': page(() => import('../pages/recommend.tsx'), 'RecommendPage', 'member'),
  '/recommend/start': page(() => import('../pages/first-ratings.tsx'), 'FirstRatingsPage', 'member'),
  '/recommend/together': page(() => import('../pages/together.tsx'), 'TogetherPage', 'member'),
  '/recommend/scorecard': page(() => import('../pages/scorecard.tsx'), 'ScorecardPage', 'member'),
  '/reviews': page(() => import('../pages/reviews.tsx'), 'ReviewsPage'),
  '/settings': page(() => import('../pages/settings.tsx'), 'SettingsPage', 'member'),
  '/settings/:part': page(() => import('../pages/settings.tsx'), 'SettingsPage', 'member'),
  '/import': page(() => import('../pages/import.tsx'), 'ImportPage', 'member'),
  '/import/:id': page(() => import('../pages/import-report.tsx'), 'ImportReportPage', 'member'),
  '/people/:id': page(() => import('../pages/person.tsx'), 'PersonPage'),
  '/favorites': page(() => import('../pages/lists.tsx'), 'FavoritesPage', 'member'),
  '/watchlist': page(() => import('../pages/lists.tsx'), 'WatchlistPage', 'member'),
  '/watched': page(() => import('../pages/diary.tsx'), 'DiaryPage', 'member'),
  '/notifications': page(() => import('../pages/notifications.tsx'), 'NotificationsPage', 'member'),
  '/staff': page(() => import('../pages/staff.tsx'), 'StaffPage', 'staff'),
  '/staff/:part': page(() => import('../pages/staff.tsx'), 'StaffPage', 'staff'),
};

const entries = Object.entries(table).map(([pattern, entry]) => ({ parts: partsOf(pattern), entry }));

export interface PageFound extends PageEntry {
  params: Record<string, string>;
}

export function pageAt(path: string): PageFound | undefined {
  const given = partsOf(path);
  for (const { parts, entry } of entries) {
    const params = paramsOf(parts, given);
    if (params) return { ...entry, params };
  }
  return undefined;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function paramsOf(pattern: string[], given: string[]): Record<string, string> | undefined {
  if (pattern.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const value = given[at] as string;
    if (part.startsWith(':')) params[part.slice(1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

preloadWith((path) => {
  const found = pageAt(path);
  void found?.load();
  found?.fetch?.(found.params);
});
