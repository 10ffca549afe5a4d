// What a line changes, given what its member has done with the film already.
import type { ChangeKind, ImportLine, Outcome, Said } from './import.entity.ts';
import { inHalves } from './reading/values.ts';

/** What a member has done with a film. */
export interface Standing {
  rating: { rating: number; at: string } | null;
  liked: Listed | null;
  bookmarked: Listed | null;
  watched: Listed | null;
  review_id: number | null;
}

export interface Listed {
  at: string;
  watched_at: string | null;
}

export interface Change {
  movie_id: number;
  kind: ChangeKind;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

interface Effect {
  outcome: 'added' | 'changed' | 'unchanged';
  note?: string;
}

export interface Ledger {
  /** Whether ratings of unknown scale are out of ten. */
  halved: boolean;
  /** When something happened of which the file does not say when. */
  now: string;
  standings: Map<number, Standing>;
  /** The last of each kind for each film, with what was there before the first. */
  changes: Map<string, Change>;
  /** Films whose rating a line has spoken of. */
  rated: Set<number>;
}

export function decide(ledger: Ledger, { said }: ImportLine, movieId: number): { outcome: Outcome; note: string } {
  const effects = [
    ...(said.rating === undefined ? [] : [rate(ledger, said, said.rating, movieId)]),
    ...(['liked', 'bookmarked', 'watched'] as const)
      .filter((list) => said[list])
      .map((list) => put(ledger, said, list, movieId)),
    ...(said.review === undefined ? [] : [review(ledger, said, said.review, movieId)]),
  ];
  const outcomes = effects.map(({ outcome }) => outcome);
  const outcome = (['added', 'changed'] as const).find((one) => outcomes.includes(one)) ?? 'unchanged';
  return { outcome, note: effects.flatMap(({ note }) => note ?? []).join(' ') };
}

function standingOf({ standings }: Ledger, movieId: number): Standing {
  const known = standings.get(movieId);
  if (known) return known;
  const nothing = { rating: null, liked: null, bookmarked: null, watched: null, review_id: null };
  standings.set(movieId, nothing);
  return nothing;
}

/** What I rated last counts: mine, where it is newer; a line without a date, where no other line spoke before. */
function rate(ledger: Ledger, said: Said, given: number, movieId: number): Effect {
  const rating = said.any_scale ? inHalves(ledger.halved ? given / 2 : given) : given;
  const standing = standingOf(ledger, movieId);
  const mine = standing.rating;
  const isSecond = ledger.rated.has(movieId);
  ledger.rated.add(movieId);
  if (mine?.rating === rating) return { outcome: 'unchanged' };
  if (mine && (said.rated_at ? mine.at >= said.rated_at : isSecond)) {
    return { outcome: 'unchanged', note: `The rating of ${mine.rating} is newer.` };
  }
  standing.rating = { rating, at: said.rated_at ?? ledger.now };
  change(ledger, { movie_id: movieId, kind: 'rating', before: mine, after: standing.rating });
  return mine ? { outcome: 'changed', note: `The rating was ${mine.rating}.` } : { outcome: 'added' };
}

function put(ledger: Ledger, said: Said, kind: 'liked' | 'bookmarked' | 'watched', movieId: number): Effect {
  const standing = standingOf(ledger, movieId);
  const listed = standing[kind];
  const watched_at = kind === 'watched' ? (said.watched_at ?? null) : null;
  if (listed && (watched_at === null || watched_at <= (listed.watched_at ?? ''))) return { outcome: 'unchanged' };
  const at = listed?.at ?? said.at ?? (watched_at ? `${watched_at}T00:00:00.000Z` : ledger.now);
  standing[kind] = { at, watched_at };
  change(ledger, { movie_id: movieId, kind, before: listed && { ...listed }, after: { at, watched_at } });
  return { outcome: listed ? 'changed' : 'added' };
}

const NOT_YET_NUMBERED = 0;

function review(ledger: Ledger, said: Said, text: string, movieId: number): Effect {
  const standing = standingOf(ledger, movieId);
  if (standing.review_id !== null) return { outcome: 'unchanged', note: 'There is a review of yours.' };
  standing.review_id = NOT_YET_NUMBERED;
  change(ledger, {
    movie_id: movieId,
    kind: 'review',
    before: null,
    after: { review: text, at: said.at ?? ledger.now },
  });
  return { outcome: 'added' };
}

function change({ changes }: Ledger, next: Change): void {
  const key = `${next.kind} ${next.movie_id}`;
  const before = changes.has(key) ? (changes.get(key)?.before ?? null) : next.before;
  // Lines that end where they began have changed nothing: a rating that is the same is not written, nor is its date.
  if (next.kind === 'rating' && before?.rating === next.after.rating) changes.delete(key);
  else changes.set(key, { ...next, before });
}
