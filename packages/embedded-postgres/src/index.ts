export { type EmbeddedPostgres, type PostgresOptions, runningPostgres, startPostgres } from './cluster.ts';
