// Members at work: they read and write at every service, so many requests a second, and remember what was refused.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createMovie,
  dismissMovie,
  followMovie,
  inbox,
  myPreferences,
  myProfile,
  myRatings,
  mySubscriptions,
  popularMovies,
  rateMovie,
  recommendedForMe,
  refresh,
  register,
  savePreferences,
  searchMovies,
  undismissMovie,
  unfollowMovie,
  writeReview,
} from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { newPerson } from '../people.ts';

export interface Done {
  at: number;
  ms: number;
  method: string;
  what: string;
  /** What went wrong, if anything did. */
  failure: string | undefined;
}

export interface Load {
  /** Everything that was done since a moment. */
  since(at: number): Done[];
  /** Reviews whose writing was acknowledged. */
  reviews: number[];
  stop(): Promise<void>;
}

type Answered = { status: number; body: unknown };
type Act = (member: Member) => Promise<Answered>;

interface Member {
  api: Client;
  token: string;
  refreshToken: string;
  /** When its tokens were given. */
  since: number;
  films: string[];
  turn: number;
  reviews: number[];
}

const ACTS: [method: 'GET' | 'write', what: string, act: Act][] = [
  ['GET', 'myProfile', ({ api, token }) => api(myProfile, { token })],
  ['GET', 'myPreferences', ({ api, token }) => api(myPreferences, { token })],
  ['write', 'savePreferences', ({ api, token }) => api(savePreferences, { token, body: { genres: ['Drama'] } })],
  ['GET', 'myRatings', ({ api, token }) => api(myRatings, { token })],
  [
    'GET',
    'searchMovies',
    ({ api, token, turn }) => api(searchMovies, { token, query: { title: `s${turn}` } as never }),
  ],
  ['write', 'rateMovie', ({ api, token, ...at }) => api(rateMovie, { token, params: filmOf(at), body: { rating: 4 } })],
  ['write', 'writeReview', (member) => reviewNewFilm(member)],
  ['GET', 'recommendedForMe', ({ api, token }) => api(recommendedForMe, { token })],
  ['write', 'dismissMovie', ({ api, token, ...at }) => api(dismissMovie, { token, params: filmOf(at) })],
  ['write', 'undismissMovie', ({ api, token, ...at }) => api(undismissMovie, { token, params: filmOf(at) })],
  ['GET', 'inbox', ({ api, token }) => api(inbox, { token })],
  ['GET', 'mySubscriptions', ({ api, token }) => api(mySubscriptions, { token })],
  ['write', 'followMovie', ({ api, token, ...at }) => api(followMovie, { token, params: filmOf(at) })],
  ['write', 'unfollowMovie', ({ api, token, ...at }) => api(unfollowMovie, { token, params: filmOf(at) })],
];

function filmOf({ films, turn }: Pick<Member, 'films' | 'turn'>): never {
  return { id: films[turn % films.length] } as never;
}

async function reviewNewFilm({ api, token, turn, reviews }: Member): Promise<Answered> {
  const film = await api(createMovie, { token, body: { title: `Film ${turn} of ${token.slice(-8)}` } });
  if (film.status !== 201) return film;
  const body = { title: `Review ${turn}`, review: 'As it was.' };
  const review = await api(writeReview, { token, params: { id: String(film.body.id) }, body });
  if (review.status === 201) reviews.push(review.body.id);
  return review;
}

/** Undoing what is not there, and doing what is done, are no failures. */
const EXPECTED = new Set([200, 201, 204, 404, 409]);

export async function startLoad(url: string, members: number, perSecond: number): Promise<Load> {
  const api = createClient(url);
  const done: Done[] = [];
  const reviews: number[] = [];
  const popular = await api(popularMovies, { query: { limit: 20 } });
  if (popular.status !== 200) throw new Error(JSON.stringify(popular.body));
  const films = popular.body.data.map(({ id }) => String(id));
  const over = new AbortController();
  const joined: Member[] = [];
  // One after the other: passwords are hashed slowly on purpose.
  for (let number = 0; number < members; number += 1) {
    joined.push({ api, ...tokensFrom(await api(register, { body: newPerson() })), films, turn: number * 3, reviews });
  }
  const working = joined.map(async (member) => {
    for (; !over.signal.aborted; member.turn += 1) {
      const next = Date.now() + (members / perSecond) * 1_000;
      if (Date.now() - member.since > TOKENS_KEPT_MS) await renewTokens(member);
      done.push(await take(member));
      await sleep(Math.max(0, next - Date.now()));
    }
  });
  return {
    since: (at) => done.filter((one) => one.at >= at),
    reviews,
    stop: async () => {
      over.abort();
      await Promise.all(working);
    },
  };
}

/** Access tokens live for ten minutes; a drill goes on for longer. */
const TOKENS_KEPT_MS = 5 * 60_000;

async function renewTokens(member: Member): Promise<void> {
  const body = { refresh_token: member.refreshToken };
  Object.assign(member, tokensFrom(await member.api(refresh, { body })));
}

function tokensFrom({ status, body }: Answered): Pick<Member, 'token' | 'refreshToken' | 'since'> {
  if (status !== 200 && status !== 201) throw new Error(JSON.stringify(body));
  const { access_token, refresh_token } = body as { access_token: string; refresh_token: string };
  return { token: access_token, refreshToken: refresh_token, since: Date.now() };
}

async function take(member: Member): Promise<Done> {
  const [method, what, act] = ACTS[member.turn % ACTS.length] as (typeof ACTS)[number];
  const at = Date.now();
  const failure = await act(member).then(
    ({ status, body }) => (EXPECTED.has(status) ? undefined : `${status} ${JSON.stringify(body)}`),
    (error: Error) => `${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`.trim(),
  );
  return { at, ms: Date.now() - at, method, what, failure };
}
