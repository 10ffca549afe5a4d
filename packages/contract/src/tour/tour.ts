// A walk through every operation under every name, in an order in which each succeeds on a platform with demo data. Its
// examples are those of the documents; the Postman collection is the walk itself.
import type { Operation } from '../operation.ts';
import { becomingAMember, leaving, profiles } from './chapters/becoming-a-member.ts';
import { addingFilms, importing, lists, rating, removingFilms } from './chapters/films.ts';
import { lookingAround } from './chapters/looking-around.ts';
import { recommended } from './chapters/recommendations.ts';
import { following, hearing, reviewing, takingBack } from './chapters/reviews.ts';
import { lookingAfter } from './chapters/staff.ts';
import type { Chapter, Step } from './step.ts';

export const tour: readonly Chapter[] = [
  lookingAround,
  becomingAMember,
  profiles,
  addingFilms,
  rating,
  lists,
  importing,
  following,
  reviewing,
  hearing,
  recommended,
  lookingAfter,
  takingBack,
  removingFilms,
  leaving,
];

const firstSteps = new Map<Operation, Step>();
for (const one of tour.flatMap(({ steps }) => steps).toReversed()) firstSteps.set(one.operation, one);

/** What an operation takes, for example. */
export function exampleOf(operation: Operation): Pick<Step, 'params' | 'query' | 'body' | 'file'> | undefined {
  return firstSteps.get(operation);
}
