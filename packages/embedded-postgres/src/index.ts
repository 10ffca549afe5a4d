export { type EmbeddedPostgres, type PostgresOptions, startPostgres } from './cluster.ts';
