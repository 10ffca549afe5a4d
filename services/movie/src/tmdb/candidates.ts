// Films of TMDb that someone may like, for the recommendation service: what it recommends beside films they like, and what is of
// genres they like. What it lists is mirrored here, so that they are films of ours.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { genresNamed } from '../catalogue/genres.repository.ts';
import type { Context } from '../context.ts';

const Wishes = Type.Object({
  genres: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 10 }),
  liked: Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), { maxItems: 10 }),
});
type Wishes = Static<typeof Wishes>;

interface Candidate {
  movie_id: number;
  because_movie: number | null;
  because_genre: string | null;
}

const MOST = 60;

export function candidateRoutes(internal: FastifyInstance, context: Context): void {
  internal.post<{ Body: Wishes }>('/internal/candidates', { schema: { body: Wishes } }, async ({ body }) => ({
    found: await candidatesFor(context, body),
  }));
}

/** The nearest first; null where there is no TMDb. */
export async function candidatesFor(
  { mirror, database }: Pick<Context, 'mirror' | 'database'>,
  { genres, liked }: Wishes,
): Promise<Candidate[] | null> {
  if (!mirror) return null;
  const known = await genresNamed(database, genres);
  const lists = await Promise.all([
    ...liked.map(async (id) => {
      const { ids } = await mirror.recommendationsOf(id);
      return ids.map((movie_id) => ({ movie_id, because_movie: id, because_genre: null }));
    }),
    ...known.map(async ({ id, name }) => {
      const { ids } = await mirror.discover(id);
      return ids.map((movie_id) => ({ movie_id, because_movie: null, because_genre: name }));
    }),
  ]);
  return interleaved(lists).slice(0, MOST);
}

/** The first of each list, then the second of each; a film that is in several counts where it comes first. */
function interleaved(lists: readonly Candidate[][]): Candidate[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const inTurns = Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? [])).flat();
  const first = new Map(inTurns.toReversed().map((candidate) => [candidate.movie_id, candidate]));
  return inTurns.filter((candidate) => first.get(candidate.movie_id) === candidate);
}
