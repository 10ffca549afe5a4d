// All SQL of searching. Titles and people are looked for apart, so that the many films in which some John plays do not
// hide those that are called so.
import type { Sql } from '@movies/service-kit';
import { type Conditions, conditionsOf, type Filters, fromAll } from './filters.ts';
import { type Alternatives, anyOf, beginningWith, quoted, slipsOf } from './search-words.ts';

/** How many a search finds at most, the best of them. */
const MOST_FOUND = 150;

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
  const conditions = conditionsOf(filters, 'f', [...fixed, ...begun, ...whole]);
  const parameter = (offset: number) => (_: string, index: number) => `$${fixed.length + offset + index + 1}::tsquery`;
  const text = `
    SELECT id FROM (
      SELECT DISTINCT ON (id) id, fame, CASE
        WHEN f.titles @@ $1::tsquery THEN 0
        WHEN f.titles @@ $4::tsquery THEN CASE WHEN f.titles @@ $2::tsquery THEN 1 ELSE 2 END
        WHEN ${whole.map(parameter(begun.length)).map(inEither).join(' AND ')} THEN 3
        WHEN f.titles @@ $2::tsquery THEN 4
        WHEN f.titles @@ $3::tsquery THEN 5
        ELSE 6 END AS tier
      FROM (
        ${foundBy('f.titles @@ $1::tsquery', conditions)}
        UNION ALL ${foundBy('f.titles @@ $3::tsquery', conditions)}
        UNION ALL ${foundBy(begun.map(parameter(0)).map(inEither).join(' AND '), conditions)}
      ) AS f
    ) AS ranked
    ORDER BY tier, fame DESC, id LIMIT $5`;
  return (await sql.rows<{ id: number }>(text, conditions.values)).map(({ id }) => id);
}

/** The best known of them; `$5` is how many. */
function foundBy(condition: string, { texts, tables }: Conditions): string {
  return `(SELECT f.movie_id AS id, f.titles, f.people, f.fame ${fromAll(tables)}
    WHERE ${[condition, ...texts].join(' AND ')} ORDER BY f.fame DESC, f.movie_id LIMIT $5)`;
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

/** Likest titles first; what is better known counts a little. */
export async function filmsLike(sql: Sql, { words, key }: Sought, typed: string, filters: Filters): Promise<number[]> {
  const groups = words.map((alternatives, index) => beginningWith(alternatives, index === words.length - 1));
  const { texts, values, tables } = conditionsOf(filters, 'f', [typed, key, MOST_FOUND, ...groups]);
  const all = [...groups.map((_, index) => inEither(`$${index + 4}::tsquery`)), ...texts].join(' AND ');
  const text = `
    SELECT id FROM (
      SELECT f.movie_id AS id, f.title, f.original_title, f.fame ${fromAll(tables)}
      WHERE ${all} ORDER BY f.fame DESC, f.movie_id LIMIT $3
    ) AS candidates
    ORDER BY greatest(similarity(title, $1), similarity(original_title, $1), similarity(title_key(title), $2))
      + 0.03 * ln(1 + fame) DESC, id`;
  return (await sql.rows<{ id: number }>(text, values)).map(({ id }) => id);
}

/** Where nothing has all the words: titles in whose midst the query stands, then films that have most of the words. */
export async function filmsWithSome(sql: Sql, { words }: Sought, typed: string, filters: Filters): Promise<number[]> {
  const groups = words.map(anyOf);
  const { texts, values, tables } = conditionsOf(filters, 'f', [
    `%${typed}%`,
    groups.join(' | '),
    MOST_FOUND,
    ...groups,
  ]);
  const matched = groups.map((_, index) => `${inEither(`$${index + 4}::tsquery`)}::integer`).join(' + ');
  const midst = isMidstSought(typed) ? 'f.title LIKE $1' : '$1::text IS NULL';
  const text = `
    SELECT f.movie_id AS id ${fromAll(tables)}
    WHERE ${[`(${midst} OR ${inEither('$2::tsquery')})`, ...texts].join(' AND ')}
    ORDER BY (${midst}) DESC, ${matched} DESC, f.fame DESC, f.movie_id LIMIT $3`;
  return (await sql.rows<{ id: number }>(text, values)).map(({ id }) => id);
}

function inEither(query: string): string {
  return `(f.titles @@ ${query} OR f.people @@ ${query})`;
}

/** Of fewer letters, and on some servers of other scripts, there is no index. */
function isMidstSought(typed: string): boolean {
  return /[a-z0-9]{3}/.test(typed) && /^[a-z0-9 ]+$/.test(typed);
}
