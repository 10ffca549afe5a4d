// Ranks with a model: scores every item for a person's history as it is now, and says what of the history a score came from.
import type { Sharing } from '../build-kernels.ts';
import { noModel } from '../errors.ts';
import { type Places, placesOf } from '../ids.ts';
import { meanOf, type Standard, standard } from '../lists/standard.ts';
import { topOf } from '../lists/top.ts';
import type { RankingModel } from './model.ts';
import type { Scorer, Trace } from './scorer.ts';
import { type EaseShelf, openEase, shelveEase } from './serve-ease.ts';
import { type IalsScorer, type IalsShelf, openIals, shelveIals } from './serve-ials.ts';

/** Something a person did with an item: 1 for a clear yes, less for a vague one, negative to be spared the like of it. */
export interface HistoryEntry {
  item: number;
  strength: number;
}

export interface Reason {
  item: number;
  /** Of everything that speaks for the item, the part that this one brought. */
  share: number;
}

export interface Ranker {
  readonly items: Places;
  /**
   * Scores of all items in the order of the model's ids, 0 the usual one and 1 a standard deviation; those of the history are
   * −∞. Written into the array, or a new one. A history is not changed once it was scored.
   */
  score(history: readonly HistoryEntry[], into?: Float32Array): Float32Array;
  /** For each of the items, what of the history speaks most for it, the most first. */
  explain(history: readonly HistoryEntry[], itemIds: readonly number[], most?: number): Reason[][];
  /** From −1 to 1, how alike the same people make two items. */
  likeness(itemId: number, otherId: number): number;
}

/** What one model makes of a history: scores, with their mean and spread. */
interface Judgement {
  scores: Float32Array;
  standard: Standard;
}

/** A model of rankings, ready to serve. */
export interface RankingShelf {
  itemIds: Uint32Array;
  ease: EaseShelf | null;
  ials: IalsShelf | null;
}

/** Takes time, and a second memory of the model's size; on a shared one it may be sent to the thread that serves. */
export async function shelveRanking(model: RankingModel, sharing: Sharing = 'own'): Promise<RankingShelf> {
  const { itemIds } = model;
  const ease = model.ease && shelveEase(model.ease, itemIds.length, sharing);
  const ials = model.ials && (await shelveIals(model.ials, sharing));
  return { itemIds, ease, ials };
}

export async function openRanker(model: RankingModel): Promise<Ranker> {
  return rankerAt(await shelveRanking(model));
}

export async function rankerAt(shelf: RankingShelf): Promise<Ranker> {
  const ease = shelf.ease && (await openEase(shelf.ease));
  const ials = shelf.ials && (await openIals(shelf.ials));
  const scorers = [ease, ials].filter((scorer) => scorer !== null);
  if (scorers.length === 0) throw noModel('it has neither EASE nor iALS');
  const items = placesOf(shelf.itemIds, 'Item');
  const tracesOf = (history: readonly HistoryEntry[]) => traces(items, history);
  // What was scored a moment ago is usually what is explained: its scales need not be found twice.
  const scales = new WeakMap<readonly HistoryEntry[], Standard[]>();
  return {
    items,
    score: (history, into = new Float32Array(items.ids.length)) => {
      const own = tracesOf(history);
      if (own.length === 0) return into.fill(0);
      const judgements = scorers.map((scorer) => judge(scorer, own));
      scales.set(
        history,
        judgements.map((each) => each.standard),
      );
      return meanOf(judgements, into);
    },
    explain: (history, itemIds, most = 3) => {
      const own = tracesOf(history);
      if (own.length === 0) return itemIds.map(() => []);
      const standards = scales.get(history) ?? scorers.map((scorer) => judge(scorer, own).standard);
      const judges = scorers.map((scorer, index) => ({
        deviation: (standards[index] as Standard).deviation,
        partsOf: scorer.explain(own),
      }));
      return explain(judges, items, own, itemIds, most);
    },
    likeness: (a, b) => likeness(ials, items, a, b),
  };
}

/** Items that the model does not know count for nothing; of the same item twice, the last. */
function traces({ placeOf }: Places, history: readonly HistoryEntry[]): Trace[] {
  const known = new Map<number, number>();
  for (const { item, strength } of history) {
    const place = placeOf(item);
    if (place !== undefined && Number.isFinite(strength)) known.set(place, strength);
  }
  return Array.from(known, ([place, strength]) => ({ place, strength }));
}

function judge(scorer: Scorer, history: readonly Trace[]): Judgement {
  const scores = scorer.score(history);
  for (const { place } of history) scores[place] = Number.NEGATIVE_INFINITY;
  return { scores, standard: standard(scores) };
}

/** A model's parts of a score, and its own scale. */
interface Judge {
  deviation: number;
  partsOf: (place: number) => Float32Array;
}

function explain(
  judges: readonly Judge[],
  { ids, placeOf }: Places,
  history: readonly Trace[],
  itemIds: readonly number[],
  most: number,
): Reason[][] {
  const causes = Uint32Array.from(history, ({ place }) => ids[place] as number);
  const parts = new Float32Array(history.length);
  return itemIds.map((id) => {
    const place = placeOf(id);
    if (place === undefined) return [];
    parts.fill(0);
    for (const { deviation, partsOf } of judges) {
      const own = partsOf(place);
      for (let i = 0; i < parts.length; i++) parts[i] = (parts[i] as number) + (own[i] as number) / deviation;
    }
    const inFavour = topOf(causes, parts, most).filter(({ score }) => score > 0);
    const total = parts.reduce((sum, part) => sum + Math.max(0, part), 0);
    return inFavour.map(({ item, score }) => ({ item, share: score / total }));
  });
}

function likeness(ials: IalsScorer | null, { placeOf }: Places, a: number, b: number): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  return ials && one !== undefined && other !== undefined ? ials.likeness(one, other) : 0;
}
