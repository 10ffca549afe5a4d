import { EntitySchema } from 'typeorm';

/** Someone who makes films. */
export interface PersonRow {
  id: number;
  tmdb_id: number | null;
  name: string;
  profile_path: string;
}

export const Person = new EntitySchema<PersonRow>({
  name: 'Person',
  tableName: 'people',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    tmdb_id: { type: 'integer', nullable: true },
    name: { type: 'varchar', length: 255 },
    profile_path: { type: 'varchar', length: 255, default: '' },
  },
  uniques: [{ name: 'people_tmdb_unique', columns: ['tmdb_id'] }],
  // On plain(name), which an entity can't express; the migration makes them.
  indices: ['people_own_name', 'people_name'].map((name) => ({
    name,
    synchronize: false as const,
    columns: ['name'],
  })),
});

export interface CreditRow {
  movie_id: number;
  role: 'cast' | 'director';
  place: number;
  person_id: number;
  character: string;
}

export const Credit = new EntitySchema<CreditRow>({
  name: 'Credit',
  tableName: 'credits',
  columns: {
    movie_id: { type: 'integer', primary: true },
    role: { type: 'varchar', length: 10, primary: true },
    place: { type: 'smallint', primary: true },
    person_id: { type: 'integer' },
    character: { type: 'varchar', length: 255, default: '' },
  },
  foreignKeys: [
    {
      name: 'credits_movie',
      target: 'Movie',
      columnNames: ['movie_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    { name: 'credits_person', target: 'Person', columnNames: ['person_id'], referencedColumnNames: ['id'] },
  ],
  checks: [{ name: 'credits_role', expression: `role IN ('cast', 'director')` }],
  indices: [{ name: 'credits_of_person', columns: ['person_id', 'movie_id'] }],
});
