// Opinions that models can learn: some like one half of the films, the others the other half.
import { movieCreated } from '@movies/contract';
import { aMovie } from '@movies/testing';
import { caughtUp, type Opinion, type RecommendationUnderTest, rate } from '../testing.ts';

const FILMS = 40;
const PEOPLE = 60;
const FIRST_PERSON = 10_001;

/** Every one of them has rated three quarters of the films. */
export async function tellOfTwoTastes(
  service: RecommendationUnderTest,
): Promise<{ films: number[]; people: number[] }> {
  const told = Array.from({ length: FILMS }, () => aMovie());
  await service.movie.tellAll(movieCreated, told);
  const films = told.map(({ movie_id }) => movie_id);
  const people = Array.from({ length: PEOPLE }, (_, place) => FIRST_PERSON + place);
  const opinions: Opinion[] = [];
  for (const [person, user_id] of people.entries()) {
    for (const [film, movie_id] of films.entries()) {
      if ((film + person) % 4 === 0) continue;
      opinions.push({ user_id, movie_id, rating: (film >> 2) % 2 === person % 2 ? 4.5 : 2 });
    }
  }
  await rate(service, opinions);
  await caughtUp(service);
  return { films, people };
}
