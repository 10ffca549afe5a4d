// Which film a line means: by an id, else by title and year.
import type { AppError, Sql } from '@movies/service-kit';
import type { Context } from '../context.ts';
import type { ImportLine } from './import.entity.ts';
import { type Candidate, filmsById, filmsByTitle, similarFilms } from './matching.repository.ts';

/** By the places of the lines. */
export interface Matches {
  found: Map<number, Match>;
  /** Of these TMDb did not say whether it knows them. */
  unanswered: Set<number>;
}

export interface Match {
  movieId: number;
  confidence: number;
}

/** Below this it is as likely to be another film. */
const LEAST = 0.7;
const BROUGHT_AT_ONCE = 4;

export async function matchLines(
  { database, mirror }: Pick<Context, 'database' | 'mirror'>,
  lines: readonly ImportLine[],
): Promise<Matches> {
  const unanswered = new Set<number>();
  const found = await filmsById(database, lines);
  const matches = new Map(found.map(({ place, id }) => [place, { movieId: id, confidence: 1 }]));
  const left = () => lines.filter(({ place }) => !matches.has(place));
  const add = (more: Map<number, Match>) => more.forEach((match, place) => void matches.set(place, match));
  const byName = () => left().filter(({ title, said }) => title !== '' && !said.only_by_id);
  add(bestOf(byName(), await filmsByTitle(database, byName())));
  if (mirror) add(await brought(mirror, left(), unanswered));
  add(await similar(database, byName()));
  return { found: matches, unanswered };
}

async function similar(sql: Sql, lines: readonly ImportLine[]): Promise<Map<number, Match>> {
  return bestOf(lines, await similarFilms(sql, lines));
}

function bestOf(lines: readonly ImportLine[], candidates: readonly Candidate[]): Map<number, Match> {
  const matches = new Map<number, Match>();
  const byPlace = Map.groupBy(candidates, ({ place }) => place);
  for (const line of lines) {
    const best = bestFor(line, byPlace.get(line.place) ?? []);
    if (best) matches.set(line.place, best);
  }
  return matches;
}

function bestFor(line: ImportLine, candidates: readonly Candidate[]): Match | undefined {
  const weighed = candidates
    .filter((candidate) => !contradicts(line, candidate))
    .map((candidate) => ({ ...candidate, confidence: confidenceIn(line, candidate) }))
    .toSorted((a, b) => b.confidence - a.confidence || b.ratings - a.ratings || a.id - b.id);
  const [best, second] = weighed;
  if (!best) return undefined;
  // Of several that are as likely, the one that most people know; but it may well be another.
  const isOneOfSeveral = second?.confidence === best.confidence;
  const confidence = isOneOfSeveral ? best.confidence - 0.15 : best.confidence;
  return confidence >= LEAST ? { movieId: best.id, confidence } : undefined;
}

/** A film that is known elsewhere by another number is another film. */
function contradicts({ said }: ImportLine, film: Candidate): boolean {
  const differ = (a: unknown, b: unknown) => a !== undefined && b !== null && a !== b;
  const isSameKind = film.media_type === (said.media_type ?? 'movie');
  return differ(said.imdb_id, film.imdb_id) || (isSameKind && differ(said.tmdb_id, film.tmdb_id));
}

const SAME_YEAR = 0.95;
const YEAR_BESIDE = 0.85;
const YEAR_NOT_GIVEN = 0.8;
const ORIGINAL_TITLE = 0.05;

function confidenceIn({ year, said }: ImportLine, film: Candidate): number {
  const apart = Math.abs((year ?? 0) - (film.year ?? 0));
  const byYear = year === null || film.year === null ? YEAR_NOT_GIVEN : ([SAME_YEAR, YEAR_BESIDE][apart] ?? 0);
  const isOtherKind = film.media_type !== (said.media_type ?? 'movie');
  return Math.max(0, byYear * film.likeness - (film.is_original ? ORIGINAL_TITLE : 0) - (isOtherKind ? 0.1 : 0));
}

type Mirror = NonNullable<Context['mirror']>;

async function brought(
  mirror: Mirror,
  lines: readonly ImportLine[],
  unanswered: Set<number>,
): Promise<Map<number, Match>> {
  const matches = new Map<number, Match>();
  const waiting = lines.filter(({ said }) => said.imdb_id !== undefined || said.tmdb_id !== undefined);
  const bringNext = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      const { place } = line;
      const movieId = await bring(mirror, line).catch((error) => {
        if ((error as AppError).code !== 'tmdb_unavailable') throw error;
        unanswered.add(place);
      });
      if (movieId !== undefined) matches.set(place, { movieId, confidence: 1 });
    }
  };
  await Promise.all(Array.from({ length: BROUGHT_AT_ONCE }, bringNext));
  return matches;
}

async function bring(mirror: Mirror, { said }: ImportLine): Promise<number | undefined> {
  const byNumber = said.tmdb_id !== undefined && said.media_type !== 'tv';
  const brought = byNumber ? await mirror.bring({ id: said.tmdb_id as number }) : undefined;
  return brought ?? (said.imdb_id === undefined ? undefined : await mirror.bring({ imdbId: said.imdb_id }));
}
