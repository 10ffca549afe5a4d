// What TMDb's API (version 3) says of a title, in its own words.
import { GENRES, PEOPLE, type Title } from './titles.ts';

export type Answer = Record<string, unknown>;

const PAGE = 20;

/** As lists show it. */
export function inList(title: Title): Answer {
  return { ...common(title), genre_ids: title.genres, media_type: title.media };
}

function common(title: Title): Answer {
  const { media, id, adult, language, original, date } = title;
  const names =
    media === 'movie'
      ? { title: title.title, original_title: original, release_date: date, video: false }
      : { name: title.title, original_name: original, first_air_date: date, origin_country: ['US'] };
  return {
    adult,
    backdrop_path: title.picture ? `/back-${media}-${id}.jpg` : null,
    id,
    original_language: language,
    overview: `What happens in ${title.title} can't be told in a sentence.`,
    popularity: popularityOf(title),
    poster_path: title.picture ? `/poster-${media}-${id}.jpg` : null,
    vote_average: 5 + (id % 40) / 10,
    vote_count: 100 + (id % 900),
    ...names,
  };
}

export function popularityOf({ id, media }: Title): number {
  return 10 + ((id * 37) % 1_000) / 10 + (media === 'tv' ? 0.05 : 0);
}

/** As it is shown by itself. */
export function inFull(title: Title, appended: string[]): Answer {
  const { media, date, imdb, runtime } = title;
  const named = GENRES[media].filter(([id]) => title.genres.includes(id));
  const parts: Answer = {
    credits: creditsOf(title),
    external_ids: { imdb_id: imdb, wikidata_id: null, tvdb_id: null },
  };
  return {
    ...common(title),
    genres: named.map(([id, name]) => ({ id, name })),
    homepage: '',
    production_companies: [{ id: 7, logo_path: null, name: 'Lantern & Sons', origin_country: 'GB' }],
    production_countries: [{ iso_3166_1: 'GB', name: 'United Kingdom' }],
    spoken_languages: [{ english_name: 'English', iso_639_1: 'en', name: 'English' }],
    status: date === '' ? 'Planned' : 'Released',
    tagline: `${title.title}, at last.`,
    ...(media === 'movie'
      ? { imdb_id: imdb, runtime, budget: 12_000_000, revenue: 0, belongs_to_collection: null }
      : { episode_run_time: runtime === null ? [] : [runtime], number_of_seasons: 2, created_by: [person(title.id)] }),
    ...Object.fromEntries(appended.filter((name) => name in parts).map((name) => [name, parts[name]])),
  };
}

function person(seed: number): Answer {
  const number = seed % PEOPLE.length;
  return { id: 5_000 + number, name: PEOPLE[number], profile_path: number % 3 ? `/face-${number}.jpg` : null };
}

function creditsOf({ id }: Title): Answer {
  const cast = [1, 2, 3, 4, 5, 6].map((step, order) => ({
    ...person(id + step),
    character: `Character ${step}`,
    order,
    credit_id: `c${id}-${step}`,
  }));
  const crew = [
    { ...person(id + 8), department: 'Writing', job: 'Screenplay' },
    { ...person(id), department: 'Directing', job: 'Director' },
  ];
  return { cast, crew };
}

export function page(titles: readonly Title[], number: number): Answer {
  const results = titles.slice((number - 1) * PAGE, number * PAGE).map(inList);
  return { page: number, results, total_pages: Math.ceil(titles.length / PAGE), total_results: titles.length };
}

export const INVALID_KEY = { status_code: 7, status_message: 'Invalid API key: You must be granted a valid key.' };
export const NOT_FOUND = { status_code: 34, status_message: 'The resource you requested could not be found.' };
export const OVER_LIMIT = { status_code: 25, status_message: 'Your request count is over the allowed limit.' };
export const BROKEN = { status_code: 11, status_message: 'Internal error: Something went wrong, contact TMDb.' };
export const WRONG_PAGE = {
  status_code: 22,
  status_message: 'Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.',
};
