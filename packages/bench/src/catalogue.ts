// Fills the movie service's schema with invented films, people and ratings, straight in the database: a million ratings
// one by one would take longer than what is measured.
import pg from 'pg';

/** Tokens are made for these; they are the members who rate. */
const RATERS = 5_000;

export interface Catalogue {
  films: number;
  ratings: number;
}

/** Adds to what is there until there are as many. */
export async function fillCatalogue(databaseUrl: string, { films, ratings }: Catalogue): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=movie,public' });
  await client.connect();
  try {
    const { first, more } = await missing(client, 'movies', films);
    await client.query(FILMS, [first, first + more]);
    await client.query(GENRES_OF_FILMS, [first]);
    if (first === 0) await client.query(PEOPLE);
    await client.query(CREDITS, [first]);
    await client.query('ALTER TABLE movie_ratings DISABLE TRIGGER USER');
    await client.query(RATINGS, [(await missing(client, 'movie_ratings', ratings)).more, films]);
    await client.query('ALTER TABLE movie_ratings ENABLE TRIGGER USER');
    await client.query(SCORES);
    await client.query('ANALYZE');
    await refreshSearch(client, first, films);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

async function missing(client: pg.Client, table: string, wanted: number): Promise<{ first: number; more: number }> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::integer FROM ${table}`);
  const first = rows[0]?.count ?? 0;
  return { first, more: Math.max(0, wanted - first) };
}

const FILMS_AT_ONCE = 5_000;

async function refreshSearch(client: pg.Client, first: number, films: number): Promise<void> {
  for (let start = first; start < films; start += FILMS_AT_ONCE) {
    const ids = Array.from({ length: Math.min(FILMS_AT_ONCE, films - start) }, (_, index) => start + index + 1);
    await client.query('SELECT refresh_search($1)', [ids]);
  }
}

const words = (text: string) => `ARRAY['${text.split(' ').join("','")}']`;
const FIRST = words(
  'Silent Broken Golden Hidden Last Burning Frozen Crimson Distant Empty Wild Paper Glass Iron Velvet Hollow Bitter Gentle Sleeping Restless Electric Forgotten Ancient Lonely Shining Savage Secret Northern Endless Quiet Stolen Painted Midnight Wandering Crooked Blessed Fallen Rising Drifting Scarlet',
);
const SECOND = words(
  'River Harbour Garden Mountain Winter Summer Orchard Station Letter Mirror Shadow Kingdom Promise Island Voyage Stranger Daughter Brother Machine Planet Highway Village Theatre Storm Forest Bridge Window Thunder Horizon Melody Lantern Compass Castle Carnival Desert Sparrow Wolf Tiger Engine Cathedral',
);
const THIRD = words(
  'Amsterdam Kyoto Memory Silence Tomorrow Yesterday Darkness Paradise Babylon Havana Lisbon Saturn Venice Cairo Dublin Oslo Lagos Lima Odessa Prague Seoul Tehran Vienna Warsaw Zanzibar Manila Havoc Mercy Glory Hunger Fortune Reason Wonder Gravity Solitude Eternity Justice Patience Summer Autumn',
);
// Spread evenly, and the same at every run.
const pick = (list: string, salt: number) => `(${list})[1 + abs(hashint4(n + ${salt})) % 40]`;

const FILMS = `
  INSERT INTO movies (id, title, original_title, overview, release_date, runtime, original_language, popularity, vote_average)
  SELECT n, title, title, 'A film about ' || lower(title) || '.', date '1920-01-01' + abs(hashint4(n + 5)) % 38000,
    80 + abs(hashint4(n + 6)) % 80, (ARRAY['en','fr','ja','es','de'])[1 + abs(hashint4(n + 7)) % 5],
    100.0 / (1 + n % 1000), 2 + (abs(hashint4(n + 8)) % 80) / 10.0
  FROM generate_series($1::integer + 1, $2::integer) AS n, LATERAL (
    SELECT CASE n % 3
      WHEN 0 THEN 'The ' || ${pick(FIRST, 1)} || ' ' || ${pick(SECOND, 2)}
      WHEN 1 THEN ${pick(FIRST, 1)} || ' ' || ${pick(SECOND, 2)} || ' of ' || ${pick(THIRD, 3)}
      ELSE ${pick(SECOND, 2)} || ' in ' || ${pick(THIRD, 3)} || ' ' || n % 100 END AS title
  ) AS named`;
const GENRES_OF_FILMS = `
  INSERT INTO movie_genres (movie_id, genre_id, place)
  SELECT m.id, g.id, row_number() OVER (PARTITION BY m.id) - 1
  FROM movies m, LATERAL (SELECT id FROM genres ORDER BY abs(hashint4(m.id * 31 + id)) LIMIT 2) AS g
  WHERE m.id > $1`;
const PEOPLE = `
  INSERT INTO people (name)
  SELECT DISTINCT initcap(chr(97 + n % 26) || chr(97 + n / 26 % 26) || chr(97 + n / 676 % 26) || 'an') || ' ' || ${pick(SECOND, 9)}
    || 'son' FROM generate_series(1, 20000) AS n`;
const CREDITS = `
  INSERT INTO credits (movie_id, role, place, person_id, character)
  SELECT m.id, CASE part WHEN 0 THEN 'director' ELSE 'cast' END, greatest(part - 1, 0),
    (SELECT min(id) FROM people) + abs(hashint4(m.id * 7 + part)) % (SELECT count(*)::integer FROM people), 'Someone'
  FROM movies m, generate_series(0, 5) AS part WHERE m.id > $1`;
/** Known films are rated far more often than others. */
const RATINGS = `
  INSERT INTO movie_ratings (user_id, movie_id, rating, updated_at)
  SELECT 1000000 + (random() * ${RATERS})::integer, 1 + floor($2 * power(random(), 2))::integer,
    (1 + floor(random() * 10)) / 2, now() - random() * interval '700 days'
  FROM generate_series(1, $1::integer) ON CONFLICT DO NOTHING`;
const SCORES = `
  UPDATE movie_scores s SET rating_count = c.count, rating_sum = c.sum, mean = c.sum / c.count,
    popularity = standing_popularity(m.popularity, c.count)
  FROM (SELECT movie_id, count(*)::integer AS count, sum(rating) AS sum FROM movie_ratings GROUP BY movie_id) AS c,
    movies m
  WHERE c.movie_id = s.movie_id AND m.id = s.movie_id`;
