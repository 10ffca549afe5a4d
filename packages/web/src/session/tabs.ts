// What the tabs of one browser tell each other, and what only one of them does at a time.
import type { Profile } from '@movies/contract';

export interface Tokens {
  token: string;
  /** In milliseconds since 1970. */
  expiresAt: number;
  profile: Profile;
}

export type Word = { kind: 'renewed'; tokens: Tokens } | { kind: 'left' };

const channel = new BroadcastChannel('movies.session');

export function tellOtherTabs(word: Word): void {
  channel.postMessage(word);
}

export function hearOtherTabs(heard: (word: Word) => void): void {
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => heard(data));
}

/** Browsers without locks (pages that are not served securely have none) rely on the server, which forgives a second tab. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}

const HINT = 'movies.member';

/** Whether someone was logged in here last: only then is it worth asking who it is. Says nothing about who. */
export const memberHint = {
  get: () => localStorage.getItem(HINT) !== null,
  set: (isMember: boolean) => (isMember ? localStorage.setItem(HINT, '1') : localStorage.removeItem(HINT)),
};
