export { en as words } from './en.ts';
export { format, yearOf } from './format.ts';
