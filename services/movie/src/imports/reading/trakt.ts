// What Trakt writes: lists of films in JSON, each with what was done and when.
import type { Said } from '../import.entity.ts';
import { checked, type Line } from './columns.ts';
import { dayOf, idOf, imdbIdOf, ratingOf, timeOf, titleOf, yearOf } from './values.ts';

type Entry = Record<string, unknown>;

export function isTrakt(entry: unknown): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false;
  return ['movie', 'show', 'episode', 'season'].some((kind) => typeof (entry as Entry)[kind] === 'object');
}

export function traktLine(entry: Entry, fileName: string): Line {
  const film = partOf(entry, entry.movie ? 'movie' : 'show');
  const ids = partOf(film, 'ids');
  const line = { title: titleOf(text(film.title)), year: yearOf(text(film.year)) };
  if (entry.episode || entry.season) return { ...line, said: {}, problem: 'It is about a part of a show.' };
  const rating = ratingOf(text(entry.rating), 10);
  if (rating === 'wrong')
    return { ...line, said: {}, problem: `"${text(entry.rating).slice(0, 40)}" is not a rating.` };
  const [imdb_id, tmdb_id] = [imdbIdOf(text(ids.imdb)), idOf(text(ids.tmdb))];
  const said: Said = {
    ...(imdb_id === undefined ? {} : { imdb_id }),
    ...(tmdb_id === undefined ? {} : { tmdb_id }),
    ...(entry.movie ? {} : { media_type: 'tv' as const }),
    ...rating,
    ...(rating && timeOf(text(entry.rated_at)) ? { rated_at: timeOf(text(entry.rated_at)) as string } : {}),
    ...watchedIn(entry),
    ...listedIn(entry, fileName),
  };
  return checked({ ...line, said });
}

function watchedIn(entry: Entry): Said {
  const when = text(entry.last_watched_at) || text(entry.watched_at);
  const day = dayOf(when);
  return when === '' ? {} : { watched: true, ...(day ? { watched_at: day } : {}) };
}

function listedIn(entry: Entry, fileName: string): Said {
  const at = timeOf(text(entry.listed_at));
  const when = at ? { at } : {};
  if (entry.listed_at === undefined) return {};
  if (/favou?rite/i.test(fileName)) return { liked: true, ...when };
  return /watchlist/i.test(fileName) ? { bookmarked: true, ...when } : {};
}

function partOf(entry: Entry, name: string): Entry {
  const part = entry[name];
  return typeof part === 'object' && part !== null ? (part as Entry) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
