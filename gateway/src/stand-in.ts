// What stands in for someone's recommendations while their service is away or slow: what is popular. It is asked of the movie
// service and kept, so that it is there when both are away.
import { type ForMeQuery, listMovies, type Movie, type Recommendation } from '@movies/contract';
import { type Cache, readCacheTags, unavailable } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';
import { ask, type Upstream, type WholeAnswer } from './forward.ts';
import { headersFor } from './upstream.ts';

export interface StandIn {
  /** What is popular of what a request wants. */
  answer(request: FastifyRequest): Promise<WholeAnswer>;
  /** Sees to it that something is known when it is needed. Nobody waits for it. */
  remember(request: FastifyRequest): void;
}

const KEEP_SECONDS = 60;
/** Together with how long the recommendation service is waited for, less than half a second. */
const PATIENCE_MS = 90;
const AT_EASE_MS = 1_000;
const USUAL_LIMIT = 20;
const MOST_LIMIT = 100;
const FILTERS = ['genre', 'media_type', 'year_from', 'year_to'] as const;

type Query = Pick<ForMeQuery, 'limit' | (typeof FILTERS)[number]>;

export function createStandIn(cache: Cache, movie: Upstream): StandIn {
  let lastKnown: Movie[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;

  async function popular(query: Query, request: FastifyRequest, deadlineMs: number): Promise<Movie[]> {
    const path = pathOf(query);
    const keep = { seconds: KEEP_SECONDS, tags: ({ tags }: Popular) => ['movies', ...tags] };
    const load = () => loadPopular(path, request, { movie, deadlineMs });
    return (await cache.remember(`popular:${path}`, keep, load)).value.movies;
  }

  return {
    answer: async (request) => {
      const query = request.query as Query;
      try {
        return answerWith(await popular(query, request, PATIENCE_MS), query);
      } catch (refused) {
        if (refused instanceof Refused) return refused.answer;
        const known = lastKnown.filter((each) => isWanted(each, query));
        // Late is better than nothing, where nothing was ever known here.
        const movies = lastKnown.length > 0 ? known : await popular(query, request, AT_EASE_MS).catch(() => []);
        return answerWith(movies, query);
      }
    },
    remember: (request) => {
      if (performance.now() - askedAt < KEEP_SECONDS * 1_000) return;
      askedAt = performance.now();
      const take = async () => {
        lastKnown = await popular({ limit: MOST_LIMIT }, request, AT_EASE_MS);
      };
      take().catch(() => undefined);
    },
  };
}

interface Popular {
  movies: Movie[];
  tags: string[];
}

/** The request itself is wrong, whoever answers it. */
class Refused {
  readonly answer: WholeAnswer;

  constructor(answer: WholeAnswer) {
    this.answer = answer;
  }
}

interface Asking {
  movie: Upstream;
  deadlineMs: number;
}

async function loadPopular(path: string, request: FastifyRequest, { movie, deadlineMs }: Asking): Promise<Popular> {
  const { authorization: _, ...headers } = headersFor('movie', request);
  const answer = await ask({ ...listMovies, deadlineMs }, { path, headers }, movie).catch((error) => {
    throw unavailable(error.message, error);
  });
  if (answer.status >= 400 && answer.status < 500) throw new Refused(answer);
  if (answer.status !== 200) throw unavailable('The movie service has a problem right now.');
  return { movies: JSON.parse(answer.body.toString()) as Movie[], tags: readCacheTags(answer.headers) };
}

function pathOf(query: Query): string {
  const wanted = new URLSearchParams({ sort: 'popularity', limit: String(query.limit ?? USUAL_LIMIT) });
  for (const name of FILTERS) {
    const value = query[name];
    if (value !== undefined) wanted.set(name, String(value));
  }
  return `${listMovies.path}?${wanted}`;
}

/** The filters, as far as what was kept of the films tells; nobody has checked the request yet. */
function isWanted({ genres, media_type, release_date }: Movie, query: Query): boolean {
  const year = Number(release_date?.slice(0, 4) ?? Number.NaN);
  const genre = query.genre?.trim().toLowerCase();
  if (query.media_type !== undefined && query.media_type !== media_type) return false;
  if (query.year_from !== undefined && !(year >= Number(query.year_from))) return false;
  if (query.year_to !== undefined && !(year <= Number(query.year_to))) return false;
  return genre === undefined || genres.some(({ id, name }) => String(id) === genre || name.toLowerCase() === genre);
}

function answerWith(movies: readonly Movie[], { limit }: Query): WholeAnswer {
  const most = Number(limit ?? USUAL_LIMIT);
  const shown = movies.slice(0, most >= 1 ? Math.min(most, MOST_LIMIT) : USUAL_LIMIT);
  const list = shown.map((movie, index) => recommended(movie, 1 - index / shown.length));
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-degraded': 'popular' };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(list)) };
}

function recommended(movie: Movie, score: number): Recommendation {
  const { id, title, media_type, release_date, genre, genres, original_language, rating, rating_count } = movie;
  const facts = { id, title, media_type, release_date, genre, genres, original_language, rating, rating_count };
  const directors = movie.directors.map(({ name }) => name);
  return {
    movie: { ...facts, directors, poster_url: movie.poster_url },
    score,
    predicted_rating: null,
    reason: { kind: 'popular', text: 'Many people like it' },
  };
}
