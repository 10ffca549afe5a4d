// Every page there is, as someone who may see it sees it: for axe, and for pictures.
export type Viewer = 'guest' | 'member' | 'admin';

export interface Sight {
  name: string;
  path: string;
  as: Viewer;
}

/** `:movie` and `:person` stand for some that exist. */
export const everyPage: readonly Sight[] = [
  { name: 'home', path: '/', as: 'guest' },
  { name: 'home-member', path: '/', as: 'member' },
  { name: 'catalog', path: '/catalog?genre=Drama&sort=rating', as: 'guest' },
  { name: 'catalog-empty', path: '/catalog?genre=Western&decade=2020&min_rating=4.5', as: 'guest' },
  { name: 'search', path: '/search?q=kurosawa', as: 'guest' },
  { name: 'movie', path: '/movies/:movie', as: 'member' },
  { name: 'movie-gone', path: '/movies/999999999', as: 'guest' },
  { name: 'login', path: '/login', as: 'guest' },
  { name: 'register', path: '/register', as: 'guest' },
  { name: 'logout', path: '/logout', as: 'member' },
  { name: 'forgot', path: '/password/forgot', as: 'guest' },
  { name: 'reset', path: '/password/reset', as: 'guest' },
  { name: 'confirm', path: '/confirm', as: 'guest' },
  { name: 'reviews', path: '/reviews?sort=likes', as: 'guest' },
  { name: 'my-ratings-empty', path: '/reviews', as: 'member' },
  { name: 'watchlist-empty', path: '/watchlist', as: 'member' },
  { name: 'diary-empty', path: '/watched', as: 'member' },
  { name: 'person', path: '/people/:person', as: 'guest' },
  { name: 'settings', path: '/settings', as: 'member' },
  { name: 'settings-taste', path: '/settings/taste', as: 'member' },
  { name: 'settings-security', path: '/settings/security', as: 'member' },
  { name: 'import', path: '/import', as: 'member' },
  { name: 'missing', path: '/nowhere', as: 'guest' },
  { name: 'recommend', path: '/recommend', as: 'member' },
  { name: 'first-ratings', path: '/recommend/start', as: 'member' },
  { name: 'together', path: '/recommend/together?with=2,3', as: 'member' },
  { name: 'scorecard', path: '/recommend/scorecard', as: 'member' },
  { name: 'notifications', path: '/notifications', as: 'member' },
  { name: 'staff', path: '/staff', as: 'admin' },
  { name: 'staff-people', path: '/staff/people', as: 'admin' },
  { name: 'staff-reports', path: '/staff/reports?status=all', as: 'admin' },
  { name: 'staff-training', path: '/staff/training', as: 'admin' },
  { name: 'staff-jobs', path: '/staff/jobs', as: 'admin' },
  { name: 'staff-audit', path: '/staff/audit', as: 'admin' },
];
