export { person } from './en/person.ts';
