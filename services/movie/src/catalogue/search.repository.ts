// All SQL of searching. Titles and people are looked for apart, so that the many films in which some John plays do not
// hide those that are called so.
import type { Sql } from '@movies/service-kit';
import { conditionsOf, type Filters } from './filters.ts';
import { type Alternatives, anyOf, beginningWith, quoted, slipsOf } from './search-words.ts';

/** How many a search finds at most, the best of them. */
export const MOST_FOUND = 300;

export async function wordsIn(sql: Sql, text: string): Promise<{ words: string; key: string }> {
  const row = await sql.row<{ words: string; key: string }>(
    'SELECT words, title_key(words) AS key FROM words_of($1) AS words',
    [text],
  );
  return row ?? { words: '', key: '=' };
}

interface Sought {
  words: Alternatives;
  /** The whole query as one word. */
  key: string;
}

/** Each word a title's or a person's: the title itself, then titles that begin so, then whole words, then the rest. */
export async function filmsWithAll(sql: Sql, { words, key }: Sought, filters: Filters): Promise<number[]> {
  const begun = words.map((alternatives, index) => beginningWith(alternatives, index === words.length - 1));
  const whole = words.map(anyOf);
  const queries = [
    quoted(key),
    `${quoted(key)}:*`,
    `(${begun.map((text) => `(${text})`).join(' & ')}) | ${quoted(key)}:*`,
    whole.map((text) => `(${text})`).join(' & '),
  ];
  const fixed = [...queries, MOST_FOUND];
  const { texts, values } = conditionsOf(filters, 'm', [...fixed, ...begun, ...whole]);
  const chosen = texts.map((text) => `AND ${text}`).join(' ');
  const parameter = (offset: number) => (_: string, index: number) => `$${fixed.length + offset + index + 1}::tsquery`;
  const inEither = (query: string) => `(search_titles @@ ${query} OR search_people @@ ${query})`;
  const text = `
    SELECT id FROM (
      SELECT DISTINCT ON (id) id, popularity, CASE
        WHEN search_titles @@ $1::tsquery THEN 0
        WHEN search_titles @@ $4::tsquery THEN CASE WHEN search_titles @@ $2::tsquery THEN 1 ELSE 2 END
        WHEN ${whole.map(parameter(begun.length)).map(inEither).join(' AND ')} THEN 3
        WHEN search_titles @@ $2::tsquery THEN 4
        WHEN search_titles @@ $3::tsquery THEN 5
        ELSE 6 END AS tier
      FROM (
        ${foundBy('search_titles @@ $1::tsquery', chosen)}
        UNION ALL ${foundBy('search_titles @@ $3::tsquery', chosen)}
        UNION ALL ${foundBy(begun.map(parameter(0)).map(inEither).join(' AND '), chosen)}
      ) AS candidates
    ) AS ranked
    ORDER BY tier, popularity DESC, id LIMIT $5`;
  return (await sql.rows<{ id: number }>(text, values)).map(({ id }) => id);
}

function foundBy(condition: string, chosen: string): string {
  return `(SELECT m.id, m.search_titles, m.search_people, s.popularity
    FROM movies m JOIN movie_scores s ON s.movie_id = m.id
    WHERE ${condition} ${chosen} ORDER BY s.popularity DESC, s.movie_id LIMIT $5)`;
}

/** For each word the known ones that are one slip away from it; where there is none, those that look like it. */
export async function likelyWords(sql: Sql, tokens: string[]): Promise<Alternatives> {
  const slips = tokens.flatMap((token, place) => slipsOf(token).map((word) => ({ word, place })));
  const rows = await sql.rows<{ place: number; word: string }>(LIKELY, [
    slips.map(({ word }) => word),
    slips.map(({ place }) => place),
    tokens,
  ]);
  return tokens.map((_, index) => rows.filter(({ place }) => place === index).map(({ word }) => word));
}

const LIKELY = `
  WITH near AS (
    SELECT slip.place, known.word
    FROM unnest($1::text[], $2::integer[]) AS slip (word, place) JOIN search_words AS known ON known.word = slip.word
  ), far AS (
    SELECT token.place::integer - 1 AS place, looks.word
    FROM unnest($3::text[]) WITH ORDINALITY AS token (word, place), LATERAL (
      SELECT known.word FROM search_words AS known
      WHERE known.word % token.word ORDER BY similarity(known.word, token.word) DESC, known.word LIMIT 8
    ) AS looks
    WHERE length(token.word) > 5
      AND NOT EXISTS (SELECT FROM near WHERE near.place = token.place - 1)
      AND NOT EXISTS (SELECT FROM search_words AS known WHERE known.word = token.word)
  )
  SELECT place, word FROM near UNION ALL SELECT place, word FROM far`;

/** Likest titles first; what is liked more counts a little. */
export async function filmsLike(
  sql: Sql,
  { words, key }: Sought & { key: string },
  typed: string,
  filters: Filters,
): Promise<number[]> {
  const groups = words.map((alternatives, index) => beginningWith(alternatives, index === words.length - 1));
  const { texts, values } = conditionsOf(filters, 'm', [typed, key, MOST_FOUND, ...groups]);
  const inEither = groups.map(
    (_, index) => `(search_titles @@ $${index + 4}::tsquery OR search_people @@ $${index + 4}::tsquery)`,
  );
  const text = `
    SELECT id FROM (
      SELECT m.id, s.popularity, m.search_title, m.search_original
      FROM movies m JOIN movie_scores s ON s.movie_id = m.id
      WHERE ${[...inEither, ...texts].join(' AND ')} ORDER BY s.popularity DESC, s.movie_id LIMIT $3
    ) AS candidates
    ORDER BY greatest(similarity(search_title, $1), similarity(search_original, $1),
      similarity(title_key(search_title), $2)) + 0.03 * ln(1 + popularity) DESC, id`;
  return (await sql.rows<{ id: number }>(text, values)).map(({ id }) => id);
}

/** Where nothing has all the words: titles in whose midst the query stands, then films that have most of the words. */
export async function filmsWithSome(sql: Sql, { words }: Sought, typed: string, filters: Filters): Promise<number[]> {
  const tokens = words.map(anyOf);
  const { texts, values } = conditionsOf(filters, 'm', [`%${typed}%`, tokens.join(' | '), MOST_FOUND, ...tokens]);
  const chosen = texts.map((text) => `AND ${text}`).join(' ');
  const inEither = (query: string) => `(m.search_titles @@ ${query} OR m.search_people @@ ${query})`;
  const matched = tokens.map((_, index) => `${inEither(`$${index + 4}::tsquery`)}::integer`).join(' + ');
  const midst = isMidstSought(typed) ? 'm.search_title LIKE $1' : '$1::text IS NULL';
  const text = `
    SELECT m.id FROM movies m JOIN movie_scores s ON s.movie_id = m.id
    WHERE (${midst} OR ${inEither('$2::tsquery')}) ${chosen}
    ORDER BY (${midst}) DESC, ${matched} DESC, s.popularity DESC, m.id LIMIT $3`;
  return (await sql.rows<{ id: number }>(text, values)).map(({ id }) => id);
}

/** Of fewer letters, and on some servers of other scripts, there is no index. */
function isMidstSought(typed: string): boolean {
  return /^[a-z0-9 ]*[a-z0-9]{3}[a-z0-9 ]*$/.test(typed);
}
