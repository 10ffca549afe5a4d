// Films and shows of TMDb, as we keep them. Only what is named here comes over.
import type { Film, FilmPerson, FilmPlayer } from '../catalogue/film.ts';
import { type Credited, FilmInFull, ListedFilm, ListedShow, ShowInFull } from './answers.ts';
import { isOf } from './form.ts';
import { amountOf, codeOf, dateOf, imagePathOf, imdbIdOf, textOf, within } from './values.ts';

export type Media = 'movie' | 'tv';
/** A film or show with its number there. */
export type TmdbFilm = Film & { title: string; tmdb_id: number; media_type: Media };

const INT = 2_147_483_647;
const MOST_MINUTES = 60_000;
const MOST_MONEY = 100_000_000_000;
const MOST_POPULAR = 1_000_000;

/** Nothing where the entry is a person, is not of this form, or is not for everyone. */
export function listedFilm(entry: unknown, media: Media): TmdbFilm | undefined {
  const listed = isOf(media === 'movie' ? ListedFilm : ListedShow, entry)
    ? (entry as ListedFilm | ListedShow)
    : undefined;
  if (!listed || listed.adult) return undefined;
  const film = { ...factsOf(listed), genres: listed.genre_ids?.filter(Number.isInteger) ?? [] };
  return film.title === '' ? undefined : film;
}

export const DETAILS = { movie: FilmInFull, tv: ShowInFull } as const;

/** Nothing where it is not for everyone, or has no name. Its genres are by number; they must be known here. */
export function filmInFull(found: FilmInFull | ShowInFull): TmdbFilm | undefined {
  const facts = factsOf(found);
  if (found.adult || facts.title === '') return undefined;
  return { ...facts, ...detailsOf(found), ...('title' in found ? ofFilm(found) : ofShow(found)) };
}

type Names = { title: string; original_title?: string | null; release_date?: string | null };

function namesOf(found: ListedFilm | ListedShow | FilmInFull | ShowInFull): Names & { media_type: Media } {
  if ('title' in found) return { ...found, media_type: 'movie' };
  const { name, original_name = null, first_air_date = null } = found;
  return { title: name, original_title: original_name, release_date: first_air_date, media_type: 'tv' };
}

function factsOf(found: ListedFilm | ListedShow | FilmInFull | ShowInFull): TmdbFilm {
  const { title, original_title, release_date, media_type } = namesOf(found);
  const votes = Math.round(within(found.vote_count, INT));
  return {
    tmdb_id: found.id,
    media_type,
    title: textOf(title, 500),
    original_title: textOf(original_title, 500),
    overview: textOf(found.overview, 20_000),
    poster_path: imagePathOf(found.poster_path),
    backdrop_path: imagePathOf(found.backdrop_path),
    release_date: dateOf(release_date),
    original_language: codeOf(found.original_language, /^[a-z]{2,3}$/),
    popularity: within(found.popularity, MOST_POPULAR),
    // A mean of nothing is no mean.
    vote_average: votes === 0 ? null : within(found.vote_average, 10),
    vote_count: votes,
  };
}

const MOST_NAMED = 50;

function detailsOf(found: FilmInFull | ShowInFull) {
  const { production_companies, production_countries, spoken_languages } = found;
  return {
    genres: (found.genres ?? []).map(({ id }) => id),
    tagline: textOf(found.tagline, 500),
    release_status: textOf(found.status, 40),
    production_companies: (production_companies ?? [])
      .slice(0, MOST_NAMED)
      .map(({ name }) => ({ name: textOf(name, 255) })),
    production_countries: (production_countries ?? []).slice(0, MOST_NAMED).map(({ iso_3166_1, name }) => ({
      iso_3166_1: codeOf(iso_3166_1, /^[A-Z]{2}$/),
      name: textOf(name, 255),
    })),
    spoken_languages: (spoken_languages ?? []).slice(0, MOST_NAMED).map(({ iso_639_1, name, english_name }) => ({
      iso_639_1: codeOf(iso_639_1, /^[a-z]{2,3}$/),
      name: textOf(name || english_name, 255),
    })),
    cast: castOf(found.credits?.cast ?? []),
  };
}

function ofFilm({ imdb_id, external_ids, runtime, budget, revenue, credits }: FilmInFull) {
  return {
    imdb_id: imdbIdOf(imdb_id ?? external_ids?.imdb_id),
    runtime: amountOf(runtime, MOST_MINUTES),
    budget: amountOf(budget, MOST_MONEY),
    revenue: amountOf(revenue, MOST_MONEY),
    directors: peopleOf(
      (credits?.crew ?? []).filter(({ job }) => job === 'Director'),
      20,
    ),
  };
}

function ofShow({ external_ids, episode_run_time, created_by }: ShowInFull) {
  return {
    imdb_id: imdbIdOf(external_ids?.imdb_id),
    runtime: amountOf(episode_run_time?.[0], MOST_MINUTES),
    directors: peopleOf(created_by ?? [], 20),
  };
}

function castOf(cast: Credited[]): FilmPlayer[] {
  const inOrder = cast.toSorted((one, other) => (one.order ?? INT) - (other.order ?? INT));
  return peopleOf(inOrder, 100);
}

type Someone = Pick<Credited, 'id' | 'name' | 'profile_path' | 'character'>;

function peopleOf(people: Someone[], most: number): (FilmPerson & FilmPlayer)[] {
  return people
    .filter(({ id, name }) => Number.isInteger(id) && id > 0 && id <= INT && textOf(name, 255) !== '')
    .slice(0, most)
    .map(({ id, name, profile_path, character }) => ({
      tmdb_id: id,
      name: textOf(name, 255),
      profile_path: imagePathOf(profile_path),
      character: textOf(character, 255),
    }));
}
