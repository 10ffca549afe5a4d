import { EntitySchema } from 'typeorm';

/** As much of a film as there is to say about it here. */
export const Movie = new EntitySchema({
  name: 'Movie',
  tableName: 'movies',
  columns: {
    id: { type: 'integer', primary: true },
    title: { type: 'text' },
    imdb_id: { type: 'varchar', length: 20, nullable: true },
  },
  indices: [{ name: 'movies_imdb', columns: ['imdb_id'] }],
});
