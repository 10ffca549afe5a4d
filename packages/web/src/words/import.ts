export { imports } from './en/import.ts';
