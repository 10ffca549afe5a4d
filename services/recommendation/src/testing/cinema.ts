// A town with two tastes: half of its people love animated films and can't stand crime films, the other half the reverse.
import { type MovieFacts, movieCreated } from '@movies/contract';
import { aMovie } from '@movies/testing';
import { caughtUp, type Opinion, type RecommendationUnderTest, rate, trained } from '../testing.ts';

export interface Cinema {
  animated: number[];
  crime: number[];
}

const FILMS = 40;
const PEOPLE = 80;
const ANIMATION = { id: 16, name: 'Animation' };
const CRIME = { id: 80, name: 'Crime' };
/** Members of the tests have lower numbers. */
const FIRST_PERSON = 1_000_000;

/** Films of both kinds, opinions of them, and a model that serves. The first of each kind are the best known. */
export async function openCinema(service: RecommendationUnderTest): Promise<Cinema> {
  const films = Array.from({ length: 2 * FILMS }, (_, index) => aMovie(factsOf(index)));
  await service.movie.tellAll(movieCreated, films);
  const ids = films.map(({ movie_id }) => movie_id);
  const cinema = { animated: ids.filter((_, i) => i % 2 === 0), crime: ids.filter((_, i) => i % 2 === 1) };
  await rate(service, opinionsOf(cinema));
  await caughtUp(service);
  await service.context.catalogue.refresh();
  const { status, error } = await trained(service);
  if (status !== 'promoted') throw new Error(`the model does not serve: ${status} ${error}`);
  return cinema;
}

function factsOf(index: number): Partial<MovieFacts> {
  const isAnimated = index % 2 === 0;
  return {
    title: `${isAnimated ? 'Animated' : 'Crime'} ${index}`,
    genres: [isAnimated ? ANIMATION : CRIME],
    directors: [`Director ${index % 10}`],
    cast: [`Player ${index}`],
    release_date: `${1980 + Math.floor(index / 2)}-01-01`,
  };
}

function opinionsOf({ animated, crime }: Cinema): Opinion[] {
  return Array.from({ length: PEOPLE }, (_, person) => {
    const [loved, loathed] = person % 2 === 0 ? [animated, crime] : [crime, animated];
    const user_id = FIRST_PERSON + person;
    const seen = (film: number, index: number) => (film * 7 + person * 13) % (index + 4) < 4;
    return [
      ...loved.filter(seen).map((movie_id, i) => ({ user_id, movie_id, rating: i % 3 === 0 ? 4 : 5 })),
      ...loathed.filter((film, i) => i < 12 && seen(film, i)).map((movie_id) => ({ user_id, movie_id, rating: 1.5 })),
    ];
  }).flat();
}
