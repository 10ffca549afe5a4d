import { expect, test } from '@jest/globals';
import { type DemoFilm, readDemoData } from './data.ts';
import { inventOpinions } from './opinions.ts';
import { inventPeople } from './people.ts';
import { randomFrom } from './random.ts';

const data = await readDemoData();

function invented(seed: number) {
  const random = randomFrom(seed);
  const people = inventPeople(200, data, random);
  return { people, opinions: inventOpinions(people, data.films, random) };
}

test('the same seed invents the same people and opinions', () => {
  expect(invented(7)).toEqual(invented(7));
  expect(invented(7)).not.toEqual(invented(8));
});

test('nobody rates a film twice, and every rating is in halves from 0.5 to 5', () => {
  const { opinions } = invented(1);
  expect(new Set(opinions.map(({ person, film }) => `${person} ${film}`)).size).toBe(opinions.length);
  expect(opinions.every(({ rating }) => rating >= 0.5 && rating <= 5 && Number.isInteger(rating * 2))).toBe(true);
});

test('people rate what they love higher than others do', () => {
  const { people, opinions } = invented(1);
  const isHorror = ({ genres }: DemoFilm) => genres.includes('Horror');
  const meanOfHorror = (lovers: boolean) => {
    const theirs = opinions.filter(
      ({ person, film }) =>
        (people[person]?.taste.name === 'Midnight horror') === lovers && isHorror(data.films[film] as DemoFilm),
    );
    return theirs.reduce((sum, { rating }) => sum + rating, 0) / theirs.length;
  };
  expect(meanOfHorror(true)).toBeGreaterThan(meanOfHorror(false) + 0.3);
});
