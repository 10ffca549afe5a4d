// Films for tests of what is done with films, without the rules of the catalogue.
import type { MovieUnderTest } from '../testing.ts';

let films = 0;

/** Every call is another film. */
export async function insertFilm({ context }: MovieUnderTest, title?: string): Promise<number> {
  films += 1;
  const row = await context.database.row<{ id: number }>('INSERT INTO movies (title) VALUES ($1) RETURNING id', [
    title ?? `Inserted film ${films}`,
  ]);
  const id = row?.id ?? 0;
  await context.database.rows('SELECT refresh_search($1)', [[id]]);
  return id;
}
