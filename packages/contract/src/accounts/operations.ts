// The "Accounts" part of the API.
export * from './operations/accounts.ts';
export * from './operations/administration.ts';
export * from './operations/people.ts';
export * from './operations/recovery.ts';
export * from './operations/sessions.ts';
