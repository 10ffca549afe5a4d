// Takes a model apart into facts and arrays, and puts it together again, checking that they fit.
import { noModel } from './errors.ts';
import type { EaseModel, IalsModel, RankingModel } from './ranking/model.ts';
import type { RatingsModel } from './ratings/model.ts';

export type Model = RatingsModel | RankingModel;
export type Numbers = Uint32Array | Float32Array;
export type Facts = Record<string, number>;

interface Taken {
  facts: Facts;
  arrays: Record<string, Numbers>;
}

export interface Parts {
  fact(name: string): number;
  floats(name: string, length: number): Float32Array;
  integers(name: string, length?: number): Uint32Array;
  has(name: string): boolean;
}

export function takeApart(model: Model): Taken {
  return model.kind === 'ratings' ? takeRatingsApart(model) : takeRankingApart(model);
}

export function modelOf(kind: string, parts: Parts): Model {
  if (kind === 'ratings') return ratingsModel(parts);
  if (kind === 'ranking') return rankingModel(parts);
  throw noModel(`its kind is ${kind}`);
}

function takeRatingsApart({ kind: _, itemIds, items, precisions, shifts, noises, ...facts }: RatingsModel): Taken {
  return { facts, arrays: { itemIds, items, precisions, shifts, noises } };
}

function ratingsModel({ fact, floats, integers }: Parts): RatingsModel {
  const itemIds = integers('itemIds');
  const dimensions = fact('dimensions');
  const samples = fact('samples');
  return {
    kind: 'ratings',
    itemIds,
    dimensions,
    samples,
    mean: fact('mean'),
    lowest: fact('lowest'),
    highest: fact('highest'),
    seed: fact('seed'),
    items: floats('items', (itemIds.length + 1) * samples * dimensions),
    precisions: floats('precisions', samples * dimensions * dimensions),
    shifts: floats('shifts', samples * dimensions),
    noises: floats('noises', samples),
  };
}

function takeRankingApart({ itemIds, counts, seed, ease, ials }: RankingModel): Taken {
  const parts: Taken = { facts: { seed }, arrays: { itemIds, counts } };
  if (ials) {
    Object.assign(parts.facts, { dimensions: ials.dimensions, lambda: ials.lambda, unobserved: ials.unobserved });
    parts.arrays.factors = ials.factors;
  }
  if (ease) {
    Object.assign(parts.facts, { easeLambda: ease.lambda, easeStride: ease.stride });
    parts.arrays.easeInverse = ease.triangle;
    if (ease.form === 'primal') parts.arrays.easeItems = ease.items;
    else takeDualApart(ease, parts);
  }
  return parts;
}

function takeDualApart(
  { people, byItem, freedoms }: Extract<EaseModel, { form: 'dual' }>,
  { facts, arrays }: Taken,
): void {
  facts.easePeople = people;
  Object.assign(arrays, { easeStarts: byItem.starts, easeColumns: byItem.columns, easeValues: byItem.values });
  arrays.easeFreedoms = freedoms;
}

function rankingModel(parts: Parts): RankingModel {
  const itemIds = parts.integers('itemIds');
  return {
    kind: 'ranking',
    itemIds,
    counts: parts.integers('counts', itemIds.length),
    seed: parts.fact('seed'),
    ease: parts.has('easeInverse') ? easeModel(parts, itemIds.length) : null,
    ials: parts.has('factors') ? ialsModel(parts, itemIds.length) : null,
  };
}

function ialsModel({ fact, floats }: Parts, items: number): IalsModel {
  const dimensions = fact('dimensions');
  const factors = floats('factors', items * dimensions);
  return { dimensions, lambda: fact('lambda'), unobserved: fact('unobserved'), factors };
}

function easeModel({ fact, floats, integers, has }: Parts, items: number): EaseModel {
  const stride = fact('easeStride');
  const triangle = floats('easeInverse', (stride * (stride + 1)) / 2);
  const common = { lambda: fact('easeLambda'), stride, triangle };
  if (has('easeItems')) return { form: 'primal', ...common, items: placesWithin(integers('easeItems'), items, stride) };
  const starts = integers('easeStarts', items + 1);
  const entries = starts[items] as number;
  const columns = placesWithin(integers('easeColumns', entries), fact('easePeople'), entries);
  const byItem = { starts, columns, values: floats('easeValues', entries) };
  return { form: 'dual', ...common, people: fact('easePeople'), byItem, freedoms: floats('easeFreedoms', items) };
}

/** What points outside would read, or write, where it should not. */
function placesWithin(places: Uint32Array, end: number, most: number): Uint32Array {
  if (places.length > most || places.some((place) => place >= end)) throw noModel('it points outside of itself');
  return places;
}
