export { type EmbeddedPostgres, runningPostgres, startPostgres } from './cluster.ts';
export type { PostgresOptions } from './launch.ts';
