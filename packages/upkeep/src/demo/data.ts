// The films, people and reviews of the demo, as they lie in `data/`.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoFilm {
  tmdb_id: number;
  imdb_id: string;
  media_type?: 'movie' | 'tv';
  title: string;
  original_title: string;
  release_date: string;
  runtime: number;
  original_language: string;
  countries: string[];
  genres: string[];
  directors: string[];
  cast: { name: string; character: string }[];
  description: string;
  /** How good people find it, from 0 to 5, and how many know it, from 0 to 1. */
  appeal: { quality: number; fame: number };
}

/** How much someone is drawn to what has these traits. */
type Leanings = Partial<Record<'genres' | 'languages' | 'decades' | 'directors', Record<string, number>>>;

export interface Taste {
  name: string;
  loves: Leanings;
  dislikes: Leanings;
  generosity: number;
  activity: number;
}

export interface DemoReview {
  film: string;
  rating: number;
  title: string;
  review: string;
  contains_spoilers: boolean;
}

export interface DemoComment {
  film: string;
  review_title: string;
  text: string;
}

export interface DemoData {
  films: DemoFilm[];
  people: { first_names: string[]; last_names: string[]; bios: string[] };
  tastes: Taste[];
  reviews: DemoReview[];
  comments: DemoComment[];
}

const FOLDER = join(import.meta.dirname, 'data');

export async function readDemoData(): Promise<DemoData> {
  const decades = (await readdir(join(FOLDER, 'films'))).toSorted();
  const films = await Promise.all(decades.map((decade) => read<DemoFilm[]>(`films/${decade}`)));
  return {
    films: films.flat(),
    people: await read('people.json'),
    tastes: await read('tastes.json'),
    reviews: await read('reviews.json'),
    comments: await read('comments.json'),
  };
}

async function read<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as T;
}
