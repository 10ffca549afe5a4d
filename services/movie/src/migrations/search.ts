/** How films are found by words. */
export const SEARCH = [
  // Apart from the films: a search reads many of these rows, so they are small. Fame is the popularity of a while ago.
  `CREATE TABLE movie_search (
    movie_id integer PRIMARY KEY CONSTRAINT movie_search_movie REFERENCES movies ON DELETE CASCADE,
    title text NOT NULL,
    original_title text NOT NULL,
    titles tsvector NOT NULL,
    people tsvector NOT NULL,
    fame real NOT NULL
  )`,
  'CREATE INDEX movie_search_fame ON movie_search (fame DESC, movie_id)',
  // Without a list of what is still to be put in order: every search would read it, and now and then a write would have to
  // put all of it in order.
  'CREATE INDEX movie_search_titles ON movie_search USING gin (titles) WITH (fastupdate = off)',
  'CREATE INDEX movie_search_people ON movie_search USING gin (people) WITH (fastupdate = off)',
  `CREATE INDEX movie_search_part_of_title ON movie_search
    USING gin (title public.gin_trgm_ops, original_title public.gin_trgm_ops) WITH (fastupdate = off)`,

  // Every word of a title or a name, for finding those that are like a misspelt one.
  'CREATE TABLE search_words (word text PRIMARY KEY)',
  'CREATE INDEX search_words_like ON search_words USING gin (word public.gin_trgm_ops) WITH (fastupdate = off)',

  // Letters and digits of any script, with one space between words; without apostrophes, which some type and some don't.
  // Chinese and Japanese put no spaces between words: there each character counts as one.
  `CREATE FUNCTION words_of(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(regexp_replace(plain(written), '[''’‘ʼ\`´]', '', 'g'),
      '([\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff])', ' \\1 ', 'g'), '[^[:alnum:]]+', ' ', 'g'))
  $$`,

  // A whole title as one word: however its words are joined, and with or without an article before them.
  `CREATE FUNCTION title_key(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT left('=' || replace(regexp_replace(words, '^(the|a|an|le|la|les|el|il|der|die|das) (?=.)', ''), ' ', ''), 200)
  $$`,

  // Run after a film, its people or its titles have changed. An apostrophe may join two words or divide them.
  `CREATE FUNCTION refresh_search(ids integer[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE movies SET search_title = words_of(title) WHERE id = ANY (ids) AND search_title <> words_of(title);

    INSERT INTO movie_search
    SELECT movies.id, search_title, words_of(original_title),
      to_tsvector('simple', words_of(called.titles))
        || to_tsvector('simple', words_of(translate(called.titles, '''’‘ʼ\`´', '      ')))
        || array_to_tsvector(ARRAY[title_key(search_title), title_key(words_of(original_title))]),
      to_tsvector('simple', words_of(made.people))
        || to_tsvector('simple', words_of(translate(made.people, '''’‘ʼ\`´', '      '))),
      s.popularity
    FROM movies JOIN movie_scores AS s ON s.movie_id = movies.id, concat_ws(' ', title, original_title) AS called (titles), LATERAL (
      SELECT coalesce(string_agg(name, ' '), '') AS people FROM credits JOIN people ON people.id = person_id
      WHERE credits.movie_id = movies.id
    ) AS made
    WHERE movies.id = ANY (ids)
    ON CONFLICT (movie_id) DO UPDATE SET title = excluded.title, original_title = excluded.original_title,
      titles = excluded.titles, people = excluded.people, fame = excluded.fame;

    -- In their order, so that of two who add the same words none waits for ever.
    INSERT INTO search_words
    SELECT DISTINCT given.word
    FROM movie_search, unnest(tsvector_to_array(titles) || tsvector_to_array(people)) AS given (word)
    WHERE movie_id = ANY (ids) AND given.word NOT LIKE '=%'
      AND NOT EXISTS (SELECT FROM search_words AS known WHERE known.word = given.word)
    ORDER BY given.word
    ON CONFLICT DO NOTHING;
  END $$`,
];
