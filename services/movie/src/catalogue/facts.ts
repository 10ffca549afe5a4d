// What others are told of films.
import { type MovieFacts, movieChanged, movieCreated } from '@movies/contract';
import type { EventLog, Transaction } from '@movies/service-kit';
import { imageUrl } from '../tmdb/images.ts';

export async function tellFacts(
  events: EventLog,
  tx: Transaction,
  ids: readonly number[],
  isNew: (id: number) => boolean,
): Promise<void> {
  const facts = (await tx.rows<FoundFacts>(FACTS, [ids])).map(factsOf);
  const told = facts.map((data) => ({ subject: `movie:${data.movie_id}`, data }));
  await events.tellAll(
    tx,
    movieCreated,
    told.filter(({ data }) => isNew(data.movie_id)),
  );
  await events.tellAll(
    tx,
    movieChanged,
    told.filter(({ data }) => !isNew(data.movie_id)),
  );
}

type FoundFacts = MovieFacts & { poster_path: string };

function factsOf({ poster_path, ...facts }: FoundFacts): MovieFacts {
  return { ...facts, poster_url: facts.poster_url || imageUrl(poster_path, 'w500') };
}

const peopleOf = (role: 'cast' | 'director', most: number) => `
  ARRAY(SELECT people.name FROM credits JOIN people ON people.id = person_id
    WHERE movie_id = m.id AND role = '${role}' AND credits.place < ${most} ORDER BY credits.place)`;

const FACTS = `
  SELECT m.id AS movie_id, m.media_type, m.title, m.release_date, m.original_language, m.popularity, m.vote_average,
    m.vote_count, m.tmdb_id, m.imdb_id, m.poster_url, m.poster_path,
    coalesce((SELECT json_agg(json_build_object('id', genres.id, 'name', genres.name) ORDER BY mg.place)
      FROM movie_genres AS mg JOIN genres ON genres.id = mg.genre_id WHERE mg.movie_id = m.id), '[]') AS genres,
    ${peopleOf('director', 20)} AS directors,
    ${peopleOf('cast', 10)} AS cast
  FROM unnest($1::integer[]) WITH ORDINALITY AS wanted (id, place) JOIN movies AS m ON m.id = wanted.id
  ORDER BY wanted.place`;
