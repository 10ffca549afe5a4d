// What invented members think of films: more often of those they are drawn to, and higher of them.
import type { DemoFilm, Taste } from './data.ts';
import type { DemoPerson } from './people.ts';
import type { Random } from './random.ts';

export interface Opinion {
  person: number;
  film: number;
  rating: number;
}

const FEWEST = 12;
const MOST = 110;
const SPREAD = 0.55;

export function inventOpinions(people: readonly DemoPerson[], films: readonly DemoFilm[], random: Random): Opinion[] {
  return people.flatMap(({ taste }, person) =>
    filmsSeenBy(taste, films, random).map((film) => ({
      person,
      film,
      rating: ratingBy(taste, films[film] as DemoFilm, random),
    })),
  );
}

/** Known and well-loved films first, with luck: the lower the exponent, the likelier a film is drawn early. */
function filmsSeenBy(taste: Taste, films: readonly DemoFilm[], random: Random): number[] {
  const howMany = Math.round(FEWEST + (MOST - FEWEST) * taste.activity * random.next());
  const drawn = films.map((film, index) => {
    const weight = film.appeal.fame ** 1.3 * Math.exp(2 * attraction(taste, film));
    return { index, key: -Math.log(1 - random.next()) / weight };
  });
  return drawn
    .toSorted((a, b) => a.key - b.key)
    .slice(0, howMany)
    .map(({ index }) => index);
}

function ratingBy(taste: Taste, film: DemoFilm, random: Random): number {
  const felt = film.appeal.quality + attraction(taste, film) + taste.generosity + SPREAD * random.normal();
  return Math.min(5, Math.max(0.5, Math.round(felt * 2) / 2));
}

/** From about -1 to 1. */
function attraction({ loves, dislikes }: Taste, film: DemoFilm): number {
  return 0.8 * (leaning(loves, film) - leaning(dislikes, film));
}

function leaning(leanings: Taste['loves'], film: DemoFilm): number {
  const { genres = {}, languages = {}, decades = {}, directors = {} } = leanings;
  const ofGenres = film.genres.map((genre) => genres[genre] ?? 0);
  const ofDirectors = film.directors.map((director) => directors[director] ?? 0);
  const decade = `${film.release_date.slice(0, 3)}0s`;
  const sum = mean(ofGenres) + (languages[film.original_language] ?? 0) / 2 + (decades[decade] ?? 0) / 2;
  return Math.min(1.2, sum + Math.max(0, ...ofDirectors));
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
