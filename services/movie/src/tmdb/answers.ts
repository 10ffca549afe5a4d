// What TMDb's answers look like, as far as we read them. Almost anything may be missing or null; nothing may be of
// another type.
import { type Static, type TSchema, Type } from 'typebox';

const maybe = <T extends TSchema>(form: T) => Type.Optional(Type.Union([form, Type.Null()]));
const Text = maybe(Type.String());
const Figure = maybe(Type.Number());
const some = <T extends TSchema>(form: T) => maybe(Type.Array(form));

/** Below the numbers of films that were added here. */
const TmdbId = Type.Integer({ minimum: 1, maximum: 999_999_999 });

const common = {
  id: TmdbId,
  adult: maybe(Type.Boolean()),
  overview: Text,
  poster_path: Text,
  backdrop_path: Text,
  original_language: Text,
  popularity: Figure,
  vote_average: Figure,
  vote_count: Figure,
};
const filmNames = { title: Type.String(), original_title: Text, release_date: Text };
const showNames = { name: Type.String(), original_name: Text, first_air_date: Text };

const inLists = { genre_ids: some(Type.Number()) };
export const ListedFilm = Type.Object({ ...common, ...filmNames, ...inLists });
export const ListedShow = Type.Object({ ...common, ...showNames, ...inLists });
export type ListedFilm = Static<typeof ListedFilm>;
export type ListedShow = Static<typeof ListedShow>;

const Person = Type.Object({ id: Type.Number(), name: Type.String(), profile_path: Text });
const Player = Type.Object({ ...Person.properties, character: Text, order: Figure });
const Maker = Type.Object({ ...Person.properties, job: Text });
const NamedGenre = Type.Object({ id: Type.Number(), name: Type.String() });

const inFull = {
  genres: some(NamedGenre),
  tagline: Text,
  status: Text,
  production_companies: some(Type.Object({ name: Type.String() })),
  production_countries: some(Type.Object({ iso_3166_1: Type.String(), name: Type.String() })),
  spoken_languages: some(Type.Object({ iso_639_1: Type.String(), name: Type.String(), english_name: Text })),
  credits: maybe(Type.Object({ cast: some(Player), crew: some(Maker) })),
  external_ids: maybe(Type.Object({ imdb_id: Text })),
};
export const FilmInFull = Type.Object({
  ...common,
  ...filmNames,
  ...inFull,
  imdb_id: Text,
  runtime: Figure,
  budget: Figure,
  revenue: Figure,
});
export const ShowInFull = Type.Object({
  ...common,
  ...showNames,
  ...inFull,
  episode_run_time: some(Type.Number()),
  created_by: some(Person),
});
export type FilmInFull = Static<typeof FilmInFull>;
export type ShowInFull = Static<typeof ShowInFull>;
export type Credited = Static<typeof Player>;

/** The entries are looked at one by one: a wrong one is left out, not the page it is on. */
export const Page = Type.Object({ results: Type.Array(Type.Unknown()), total_results: Figure });
export const Found = Type.Object({ movie_results: some(Type.Unknown()), tv_results: some(Type.Unknown()) });
export const WithId = Type.Object({ id: TmdbId });
export const GenreList = Type.Object({ genres: Type.Array(NamedGenre) });
