// Takes films with all their details.
import { saveFilms } from '../catalogue/saving.ts';
import { Found, WithId } from './answers.ts';
import type { Tmdb } from './client.ts';
import type { MirrorCore } from './core.ts';
import { tmdbAway } from './failures.ts';
import { DETAILS, filmInFull, type Media, type TmdbFilm } from './films.ts';
import { isOf } from './form.ts';
import { namedGenres } from './genres.ts';
import { addGenres, type MirroredRow, markSynced } from './mirrored.repository.ts';
import type { Missing } from './missing.ts';
import { once } from './once.ts';

export interface Details {
  /** Answers the id of ours; undefined where TMDb does not have it. */
  byTmdbId(tmdbId: number): Promise<number | undefined>;
  byImdbId(imdbId: string): Promise<number | undefined>;
  /** Takes one that is here; that TMDb has it no longer changes nothing of it. */
  refresh(row: MirroredRow): Promise<void>;
}

const APPENDED = { append_to_response: 'credits,external_ids' };

export function createDetails(core: MirrorCore, tmdb: Tmdb, missing: Missing): Details {
  async function find(media: Media, tmdbId: number): Promise<TmdbFilm | undefined> {
    const path = `/${media}/${tmdbId}`;
    if (missing.has(path)) return undefined;
    const found = await tmdb.get(path, APPENDED, DETAILS[media]);
    const film = found && filmInFull(found);
    if (!film || !found) return void missing.add(path);
    return { ...film, genres: await addGenres(core.database, namedGenres(found.genres ?? [])) };
  }

  async function save(film: TmdbFilm, id?: number): Promise<number | undefined> {
    const whole = { ...film, synced_at: new Date().toISOString(), ...(id === undefined ? {} : { id }) };
    const [saved] = await core.database.transaction((tx) => saveFilms(core, tx, [whole]));
    return saved?.id;
  }

  async function take(media: Media, tmdbId: number): Promise<number | undefined> {
    const film = await find(media, tmdbId);
    return film && save(film);
  }

  async function byImdbId(imdbId: string): Promise<number | undefined> {
    const path = `/find/${imdbId}`;
    if (missing.has(path)) return undefined;
    const found = await tmdb.get(path, { external_source: 'imdb_id' }, Found);
    const [film] = found?.movie_results ?? [];
    const [show] = found?.tv_results ?? [];
    if (isOf(WithId, film)) return take('movie', film.id);
    if (isOf(WithId, show)) return take('tv', show.id);
    if (film ?? show) throw tmdbAway(60);
    return void missing.add(path);
  }

  async function refresh({ id, tmdb_id, media_type }: MirroredRow): Promise<void> {
    const film = await find(media_type, tmdb_id);
    await (film ? save(film, id) : markSynced(core.database, id));
  }

  const byTmdbId = once((tmdbId) => take('movie', Number(tmdbId)));
  return { byTmdbId: (tmdbId) => byTmdbId(String(tmdbId)), byImdbId: once(byImdbId), refresh };
}
