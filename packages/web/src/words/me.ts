export { me } from './en/me.ts';
