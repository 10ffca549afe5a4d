// What a film is, in requests and in answers.
import { type Static, type TSchema, Type } from 'typebox';
import { CalendarDate, Id, Line, Nullable, Paging, Text, Timestamp } from '../../fields.ts';

/** 0 to 5 in halves. */
export const Stars = Type.Number({ minimum: 0, maximum: 5, multipleOf: 0.5, description: '0 to 5 in steps of 0.5.' });

export const MovieRef = Type.Object({
  id: Type.Unsafe<number | string>({
    type: 'string',
    pattern: '^([1-9]\\d{0,9}|imdb:tt\\d{5,10}|tmdb:[1-9]\\d{0,9})$',
    description: 'The id of the film, or `imdb:tt0133093`, or `tmdb:603`.',
  }),
});

const MediaType = Type.Enum(['movie', 'tv']);

export const Genre = Type.Object({ id: Id, name: Type.String() });
export type Genre = Static<typeof Genre>;

const CastMember = Type.Object({ id: Id, name: Type.String(), character: Type.String(), profile_url: Type.String() });
const Director = Type.Object({ id: Id, name: Type.String() });

/** What a member has done with a film. */
export const Mine = Type.Object({
  rating: Nullable(Type.Number()),
  review_id: Nullable(Type.Integer()),
  favorite: Type.Boolean(),
  watchlist: Type.Boolean(),
  watched: Type.Boolean(),
});
export type Mine = Static<typeof Mine>;

const Named = Type.Object({ name: Type.String() });

export const Movie = Type.Object({
  id: Id,
  tmdb_id: Nullable(Type.Integer()),
  imdb_id: Nullable(Type.String()),
  media_type: Type.String(),
  title: Type.String(),
  original_title: Type.String(),
  description: Type.String(),
  overview: Type.String(),
  tagline: Type.String(),
  rating: Nullable(Type.Number({ description: 'The mean of all ratings, 0 to 5, one decimal.' })),
  rating_count: Type.Integer(),
  review_count: Type.Integer(),
  genre: Type.String({ description: "The first genre's name." }),
  genres: Type.Array(Genre),
  genre_ids: Type.Array(Type.Integer()),
  poster_url: Type.String(),
  poster_path: Type.String(),
  backdrop_url: Type.String(),
  backdrop_path: Type.String(),
  release_date: Nullable(CalendarDate),
  runtime: Nullable(Type.Integer({ description: 'Minutes.' })),
  vote_average: Nullable(Type.Number({ description: "TMDb's, 0 to 10." })),
  vote_count: Type.Integer(),
  popularity: Type.Number(),
  original_language: Type.String(),
  budget: Nullable(Type.Integer()),
  revenue: Nullable(Type.Integer()),
  release_status: Type.String(),
  production_companies: Type.Array(Named),
  production_countries: Type.Array(Type.Object({ iso_3166_1: Type.String(), name: Type.String() })),
  spoken_languages: Type.Array(Type.Object({ iso_639_1: Type.String(), name: Type.String() })),
  cast: Type.Array(CastMember, { description: 'All that is known on one movie, the first five in lists.' }),
  directors: Type.Array(Director),
  created_by: Nullable(Type.Integer()),
  created_at: Timestamp,
  updated_at: Timestamp,
  my: Type.Optional(Mine),
});
export type Movie = Static<typeof Movie>;

/** One movie, with how its ratings are spread. */
export const MovieInFull = Type.Object({
  ...Movie.properties,
  histogram: Type.Array(Type.Integer(), { description: 'How many ratings of 0, 0.5, 1, … 5.' }),
});
export type MovieInFull = Static<typeof MovieInFull>;

export const Results = Type.Object({ message: Type.String(), data: Type.Array(Movie) });
export type Results = Static<typeof Results>;

const ImageUrl = Type.String({
  maxLength: 2_000,
  pattern: '^(https?://[^\\s\\u0000"\'<>]+)?$',
  description: 'An http(s) address, or empty.',
});

const Money = Type.Integer({ minimum: 0, maximum: 100_000_000_000 });
const GenreInput = Type.Union([Id, Line({ max: 60 })]);
const PersonName = Line({ max: 120 });

const details = {
  original_title: Type.Optional(Text({ max: 500 })),
  description: Type.Optional(Text({ max: 20_000 })),
  overview: Type.Optional(Text({ max: 20_000 })),
  tagline: Type.Optional(Text({ max: 500 })),
  rating: Type.Optional(Nullable(Stars)),
  genre: Type.Optional(GenreInput),
  genres: Type.Optional(Type.Array(GenreInput, { maxItems: 20 })),
  poster_url: Type.Optional(ImageUrl),
  backdrop_url: Type.Optional(ImageUrl),
  release_date: Type.Optional(Nullable(CalendarDate)),
  runtime: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 60_000 }))),
  media_type: Type.Optional(MediaType),
  imdb_id: Type.Optional(Nullable(Type.String({ pattern: '^tt\\d{5,10}$', maxLength: 12 }))),
  original_language: Type.Optional(Type.String({ pattern: '^([a-z]{2,3})?$', maxLength: 3 })),
  budget: Type.Optional(Nullable(Money)),
  revenue: Type.Optional(Nullable(Money)),
  release_status: Type.Optional(Text({ max: 40 })),
  directors: Type.Optional(Type.Array(PersonName, { maxItems: 20 })),
  cast: Type.Optional(
    Type.Array(
      Type.Union([PersonName, Type.Object({ name: PersonName, character: Type.Optional(Text({ max: 200 })) })]),
      { maxItems: 100 },
    ),
  ),
};

export const NewMovie = Type.Object({ title: Line({ max: 500 }), ...details }, { additionalProperties: false });
export type NewMovie = Static<typeof NewMovie>;

export const MovieChanges = Type.Object(
  { title: Type.Optional(Line({ max: 500 })), ...details },
  { additionalProperties: false },
);
export type MovieChanges = Static<typeof MovieChanges>;

const Year = Type.Integer({ minimum: 1800, maximum: 2200 });
const Mean = Type.Number({ minimum: 0, maximum: 5 });

const MovieFilters = {
  genre: Type.Optional(Text({ max: 60, description: "A genre's name or id." })),
  year: Type.Optional(Year),
  year_from: Type.Optional(Year),
  year_to: Type.Optional(Year),
  min_rating: Type.Optional(Mean),
  max_rating: Type.Optional(Mean),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}$', maxLength: 3 })),
  media_type: Type.Optional(MediaType),
  person: Type.Optional(Text({ max: 120, description: "A person's name or id: films they directed or play in." })),
};

export const MovieListQuery = Type.Object({
  ...MovieFilters,
  sort: Type.Optional(
    Type.Enum(['popularity', 'rating', 'release_date', 'title', 'rating_count'], { default: 'popularity' }),
  ),
  order: Type.Optional(Type.Enum(['asc', 'desc'], { description: 'Descending, and ascending for titles.' })),
  ...Paging,
});
export type MovieListQuery = Static<typeof MovieListQuery>;

const words = (schema: TSchema) => Type.Optional(schema as ReturnType<typeof Text>);
export const MovieSearchQuery = Type.Object({
  title: words(Text({ max: 200, description: 'Title, original title or name of a person; slips are forgiven.' })),
  query: words(Text({ max: 200, description: 'The same as `title`.' })),
  q: words(Text({ max: 200, description: 'The same as `title`.' })),
  ...MovieFilters,
  ...Paging,
});
export type MovieSearchQuery = Static<typeof MovieSearchQuery>;

export const PagedMovies = Type.Object(Paging);
export const MovieCreated = Type.Object({ message: Type.String(), id: Id });
