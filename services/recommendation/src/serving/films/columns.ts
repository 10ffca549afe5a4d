// Films as columns of numbers, so that all of them can be weighed for one request. A film keeps its place for good.

export interface FilmRow {
  id: number;
  media_type: string;
  release_date: string | null;
  genres: { id: number; name: string }[];
  directors: string[];
  people: string[];
  popularity: number;
  vote_average: number | null;
  vote_count: number;
  rating_sum: number;
  rating_count: number;
}

export const GENRES = 12;
export const PEOPLE = 16;

export interface Columns {
  size: number;
  /** 0 where a film is gone. */
  ids: Uint32Array;
  isShow: Uint8Array;
  /** 0 where it is not known. */
  years: Int16Array;
  /** Days since 1970; the lowest number there is where it is not known. */
  released: Int32Array;
  /** Codes of genres, as many as a film has of the twelve there is room for, then 0. */
  genres: Uint16Array;
  /** Names as numbers (see `nameCode`), then 0. */
  people: Uint32Array;
  ratingSums: Float64Array;
  ratingCounts: Uint32Array;
  /** What TMDb's voters say, in stars, and how much of that counts. */
  voteMeans: Float32Array;
  voteWeights: Float32Array;
  /** How well known, on a logarithmic scale. */
  fame: Float32Array;
}

const FIRST_ROOM = 1_024;

export function emptyColumns(room = FIRST_ROOM): Columns {
  return {
    size: 0,
    ids: new Uint32Array(room),
    isShow: new Uint8Array(room),
    years: new Int16Array(room),
    released: new Int32Array(room),
    genres: new Uint16Array(room * GENRES),
    people: new Uint32Array(room * PEOPLE),
    ratingSums: new Float64Array(room),
    ratingCounts: new Uint32Array(room),
    voteMeans: new Float32Array(room),
    voteWeights: new Float32Array(room),
    fame: new Float32Array(room),
  };
}

/** The same columns with twice the room. */
export function grown(columns: Columns): Columns {
  const larger = emptyColumns(columns.ids.length * 2);
  for (const [name, numbers] of Object.entries(columns)) {
    if (name === 'size') larger.size = numbers as number;
    else (larger[name as keyof Columns] as Float64Array).set(numbers as Float64Array);
  }
  return larger;
}

const UNKNOWN_DAY = -2_147_483_648;
const DAY_MS = 86_400_000;
const MOST_VOTES = 20;
const VOTES_A_RATING = 100;
const POPULARITY_A_RATING = 10;

export function writeFilm(columns: Columns, place: number, film: FilmRow, codeOf: (genre: FilmGenre) => number): void {
  const day = film.release_date === null ? Number.NaN : Date.parse(film.release_date);
  columns.ids[place] = film.id;
  columns.isShow[place] = film.media_type === 'tv' ? 1 : 0;
  columns.years[place] = Number(film.release_date?.slice(0, 4) ?? 0);
  columns.released[place] = Number.isNaN(day) ? UNKNOWN_DAY : Math.floor(day / DAY_MS);
  writeRow(columns.genres, place, GENRES, film.genres.map(codeOf));
  const names = [...film.directors.slice(0, 6), ...film.people].map(nameCode);
  writeRow(columns.people, place, PEOPLE, names);
  columns.ratingSums[place] = film.rating_sum;
  columns.ratingCounts[place] = film.rating_count;
  columns.voteMeans[place] = (film.vote_average ?? 0) / 2;
  columns.voteWeights[place] = film.vote_average === null ? 0 : Math.min(MOST_VOTES, film.vote_count);
  const { rating_count, vote_count, popularity } = film;
  columns.fame[place] = Math.log1p(rating_count + vote_count / VOTES_A_RATING + popularity / POPULARITY_A_RATING);
}

type FilmGenre = FilmRow['genres'][number];

function writeRow(column: Uint16Array | Uint32Array, place: number, width: number, values: number[]): void {
  column.fill(0, place * width, (place + 1) * width);
  column.set(values.slice(0, width), place * width);
}

/** FNV-1a of a name without regard to case; never 0. Two names with one number are too rare to matter for a liking. */
export function nameCode(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name.trim().toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return hash >>> 0 || 1;
}
