/** How films are found by words. */
export const SEARCH = [
  // Without a list of what is still to be put in order: every search would read it, and now and then a write would have to
  // put all of it in order.
  'CREATE INDEX movies_search_titles ON movies USING gin (search_titles) WITH (fastupdate = off)',
  'CREATE INDEX movies_search_people ON movies USING gin (search_people) WITH (fastupdate = off)',
  'CREATE INDEX movies_part_of_title ON movies USING gin (search_title public.gin_trgm_ops) WITH (fastupdate = off)',

  // Every word of a title or a name, for finding those that are like a misspelt one.
  'CREATE TABLE search_words (word text PRIMARY KEY)',
  'CREATE INDEX search_words_like ON search_words USING gin (word public.gin_trgm_ops) WITH (fastupdate = off)',

  // Letters and digits of any script, with one space between words; without apostrophes, which some type and some don't.
  // Chinese and Japanese put no spaces between words: there each character counts as one.
  `CREATE FUNCTION words_of(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(regexp_replace(plain(written), '[''’‘ʼ\`´]', '', 'g'),
      '[^[:alnum:]]+', ' ', 'g'), '\\s*([\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff])\\s*', ' \\1 ', 'g'))
  $$`,

  // A whole title as one word: however its words are joined, and with or without an article before them.
  `CREATE FUNCTION title_key(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT left('=' || replace(regexp_replace(words, '^(the|a|an|le|la|les|el|il|der|die|das) (?=.)', ''), ' ', ''), 200)
  $$`,

  // Run after a film, its people or its titles have changed. An apostrophe may join two words or divide them.
  `CREATE FUNCTION refresh_search(ids integer[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE movies SET
      search_title = words_of(title),
      search_original = words_of(original_title),
      search_titles = to_tsvector('simple', words_of(concat_ws(' ', title, original_title)))
        || to_tsvector('simple', words_of(translate(concat_ws(' ', title, original_title), '''’‘ʼ\`´', '      ')))
        || array_to_tsvector(ARRAY[title_key(words_of(title)), title_key(words_of(original_title))]),
      search_people = to_tsvector('simple', words_of(coalesce(named.people, '')))
        || to_tsvector('simple', words_of(translate(coalesce(named.people, ''), '''’‘ʼ\`´', '      ')))
    FROM (
      SELECT id, string_agg(name, ' ') AS people
      FROM unnest(ids) AS id
      LEFT JOIN (SELECT DISTINCT movie_id, name FROM credits JOIN people ON people.id = person_id) AS made
        ON movie_id = id
      GROUP BY id
    ) AS named
    WHERE movies.id = named.id;

    -- In their order, so that of two who add the same words none waits for ever.
    INSERT INTO search_words
    SELECT DISTINCT given.word
    FROM movies, unnest(tsvector_to_array(search_titles) || tsvector_to_array(search_people)) AS given (word)
    WHERE movies.id = ANY (ids) AND given.word NOT LIKE '=%'
      AND NOT EXISTS (SELECT FROM search_words AS known WHERE known.word = given.word)
    ORDER BY given.word
    ON CONFLICT DO NOTHING;
  END $$`,
];
