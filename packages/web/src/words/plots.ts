export { plots } from './en/plots.ts';
