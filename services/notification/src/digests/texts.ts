// What a digest says.
import type { Notification, Recommendation } from '@movies/contract';

interface Contents {
  news: readonly Pick<Notification, 'text'>[];
  unread: number;
  films: readonly Recommendation[];
  /** Where the pages are; undefined where there are none. */
  site: string | undefined;
}

export function digestText({ news, unread, films, site }: Contents): string {
  const happened = ['Here is what happened:', news.map(({ text }) => `- ${onOneLine(text)}`).join('\n')];
  const suggested = ['Films we think you would like:', ...films.map((film) => filmLines(film, site))];
  return [...happened, countLine(unread, site), ...(films.length > 0 ? suggested : [])].join('\n\n');
}

function countLine(unread: number, site: string | undefined): string {
  const count = unread === 1 ? 'One notification is' : `${unread} notifications are`;
  return site === undefined
    ? `${count} not read yet (GET /api/notifications).`
    : `${count} not read yet:\n${site}/notifications`;
}

function filmLines({ movie, predicted_rating, reason }: Recommendation, site: string | undefined): string {
  const year = movie.release_date === null ? '' : ` (${movie.release_date.slice(0, 4)})`;
  const stars = predicted_rating === null ? '' : `: you would give it about ${starsOf(predicted_rating)}`;
  const link = site === undefined ? [] : [`${site}/movies/${movie.id}`];
  return [onOneLine(`- ${movie.title}${year}${stars}`), onOneLine(reason.text), ...link].join('\n');
}

function starsOf(rating: number): string {
  const stars = Math.round(rating * 10) / 10;
  return `${stars} ${stars === 1 ? 'star' : 'stars'}`;
}

/** What members have named must not look like words of ours. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
