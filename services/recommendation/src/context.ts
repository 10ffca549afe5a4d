// What the rules of this service work with.
import type { Predictor, Ranker } from '@movies/recommender';
import type { Cache, Database, InternalClient, Log } from '@movies/service-kit';
import type { Catalogue } from './serving/films/catalogue.ts';

/** A version of the models, opened to serve. */
export interface Engine {
  /** The row in `models`. */
  modelId: number;
  trainedAt: Date;
  ranker: Ranker;
  predictor: Predictor;
}

export interface Context {
  database: Database;
  /** The version that serves now, whole; undefined until there is one. Another takes its place between two requests. */
  engine: () => Engine | undefined;
  catalogue: Catalogue;
  cache: Cache;
  /** For asking the movie service what the caller did a moment ago, and for films of TMDb. */
  client: InternalClient;
  movieUrl: string;
  log: Log;
}
