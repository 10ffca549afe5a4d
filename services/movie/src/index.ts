export type { Context } from './context.ts';
export { catalogueSettings, MovieSettings } from './settings.ts';
export { startMovie } from './start.ts';
