// The recommendation service, as far as it tells of films that members may like.
import type { Recommendation } from '@movies/contract';
import { createApp, internalRoutes, listen } from '@movies/service-kit';
import { INTERNAL_SECRET, testResources } from '@movies/testing';

export type Answer = () => Recommendation[] | Promise<Recommendation[]>;

export interface Recommender {
  url: string;
  /** What it was asked, word for word. */
  asked: string[];
  /** What is answered from now on. */
  answer(how: Answer): void;
  stop(): Promise<void>;
}

export async function startRecommender(): Promise<Recommender> {
  const { lifecycle, log } = await testResources();
  const asked: string[] = [];
  let how: Answer = () => [];
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => crypto.randomUUID() });
  internalRoutes(app, INTERNAL_SECRET, (internal) => {
    internal.get('/internal/predictions/:id', async ({ url }) => {
      asked.push(url);
      return how();
    });
  });
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const answer = (next: Answer) => {
    how = next;
  };
  return { url: `http://127.0.0.1:${port}`, asked, answer, stop: () => lifecycle.end() };
}

let films = 0;

/** Every call is another film. */
export function aSuggestion(movie: Partial<Recommendation['movie']> = {}): Recommendation {
  films += 1;
  const of = { id: films, title: `Suggestion ${films}`, media_type: 'movie', release_date: '1942-11-26' };
  const none = { genre: '', genres: [], directors: [], original_language: 'en', poster_url: '' };
  const reason = { kind: 'genre', genre: 'Drama', text: 'Because you like Drama' } as const;
  return {
    movie: { ...of, ...none, rating: null, rating_count: 0, ...movie },
    predicted_rating: 4.32,
    score: 1,
    reason,
  };
}
