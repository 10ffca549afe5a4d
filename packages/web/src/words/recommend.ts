export { recommend } from './en/recommend.ts';
