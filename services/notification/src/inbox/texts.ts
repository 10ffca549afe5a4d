// What a notification says.
import type { Notification } from '@movies/contract';

interface Facts {
  kind: Notification['kind'];
  username: string;
  movie_title: string;
  review_title: string;
}

export function textOf({ kind, username, movie_title, review_title }: Facts): string {
  const who = username === '' ? 'Someone' : username;
  if (kind === 'comment') return `${who} commented on your review of ${movie_title}`;
  if (kind === 'like') return `${who} likes your review of ${movie_title}`;
  return review_title === '' ? `${who} reviewed ${movie_title}` : `${who} reviewed ${movie_title}: ${review_title}`;
}
