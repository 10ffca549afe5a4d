// Where every page is. The gateway learns from this list which paths are pages; all others are a 404.
export const pagePatterns = [
  '/',
  '/catalog',
  '/search',
  '/movies/:id',
  '/login',
  '/logout',
  '/register',
  '/password/forgot',
  '/password/reset',
  '/confirm',
  '/reviews',
  '/recommend',
  '/recommend/start',
  '/recommend/together',
  '/recommend/scorecard',
  '/favorites',
  '/watchlist',
  '/watched',
  '/people/:id',
  '/notifications',
  '/settings',
  '/settings/:part',
  '/import',
  '/import/:id',
  '/staff',
  '/staff/:part',
] as const;

export type PagePattern = (typeof pagePatterns)[number];

type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

export const paths = {
  home: '/',
  catalog: (query?: Query) => withQuery('/catalog', query),
  search: (words: string) => withQuery('/search', { q: words }),
  movie: (id: number) => `/movies/${id}`,
  login: (backTo?: string) => withQuery('/login', { to: backTo }),
  logout: '/logout',
  register: (backTo?: string) => withQuery('/register', { to: backTo }),
  forgotPassword: '/password/forgot',
  resetPassword: '/password/reset',
  confirmEmail: '/confirm',
  /** Mine for members, everyone's for guests; `of` says otherwise. */
  reviews: (query?: Query) => withQuery('/reviews', query),
  myReviews: '/reviews',
  recommended: '/recommend',
  firstRatings: '/recommend/start',
  /** A list for several people; for those of these ids, if any. */
  together: (ids?: readonly number[]) => withQuery('/recommend/together', { with: ids?.join(',') }),
  scorecard: '/recommend/scorecard',
  favorites: '/favorites',
  watchlist: '/watchlist',
  watched: '/watched',
  person: (id: number) => `/people/${id}`,
  notifications: '/notifications',
  settings: (part?: string) => (part ? `/settings/${part}` : '/settings'),
  import: '/import',
  importReport: (id: number, query?: Query) => withQuery(`/import/${id}`, query),
  staff: (part?: string) => (part ? `/staff/${part}` : '/staff'),
};
