// Reviews for tests of what happens to reviews.
import { type Review, type ReviewInput, writeReview } from '@movies/contract';
import type { TestMember } from '@movies/testing';
import type { MovieUnderTest } from '../testing.ts';
import { insertFilm } from './films.ts';

export interface WrittenReview {
  author: TestMember;
  review: Review;
}

/** Of a film of its own, by someone of its own, where nothing else is said. */
export async function newReview(
  movie: MovieUnderTest,
  { author = movie.newMember(), film, ...input }: Partial<ReviewInput> & { author?: TestMember; film?: number } = {},
): Promise<WrittenReview> {
  const id = film ?? (await insertFilm(movie));
  const answer = await movie.api(writeReview, {
    token: author.token,
    params: { id },
    body: { title: 'In short', review: 'Worth the evening.', ...input },
  });
  if (answer.status !== 201) throw new Error(`not written: ${JSON.stringify(answer.body)}`);
  return { author, review: answer.body };
}
