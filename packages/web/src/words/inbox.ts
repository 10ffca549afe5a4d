export { inboxWords } from './en/inbox.ts';
