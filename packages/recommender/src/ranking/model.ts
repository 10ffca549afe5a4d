// A model of rankings: what is kept of a fit.
import type { SparseRows } from '../matrix.ts';

/** EASE over the items: by the inverse of XᵀX + λI. */
export interface PrimalEase {
  readonly form: 'primal';
  readonly lambda: number;
  /** The places of the items it knows among the model's, ascending. */
  readonly items: Uint32Array;
  /** How many rows the inverse has: the number of items, up to a multiple of 8. */
  readonly stride: number;
  /** Its lower triangle, row after row: it is symmetric. */
  readonly triangle: Float32Array;
}

/** The same over the people, where they are fewer: by the inverse of XXᵀ + λI, and X itself. */
export interface DualEase {
  readonly form: 'dual';
  readonly lambda: number;
  readonly people: number;
  readonly stride: number;
  readonly triangle: Float32Array;
  /** Who had to do with each item. */
  readonly byItem: SparseRows;
  /** 1 − xⱼᵀ (XXᵀ + λI)⁻¹ xⱼ for each item j. */
  readonly freedoms: Float32Array;
}

export type EaseModel = PrimalEase | DualEase;

export interface IalsModel {
  /** A multiple of 8. */
  readonly dimensions: number;
  readonly lambda: number;
  /** The weight of everything that did not happen. */
  readonly unobserved: number;
  readonly factors: Float32Array;
}

export interface RankingModel {
  readonly kind: 'ranking';
  /** Ascending. */
  readonly itemIds: Uint32Array;
  /** How many people had to do with each item. */
  readonly counts: Uint32Array;
  readonly seed: number;
  /** At least one of the two is there. */
  readonly ease: EaseModel | null;
  readonly ials: IalsModel | null;
}

export interface RankingOptions {
  /** EASE's ridge. */
  easeLambda: number;
  /** EASE knows so many items, the most popular ones; memory grows with the square of it. */
  easeItems: number;
  /** Up to so many people EASE is computed over them, if they are fewer than the items. Serving reads the square of it. */
  dualPeople: number;
  dimensions: number;
  /** Grows with how much a row has to do, and how much it could have. */
  lambda: number;
  unobserved: number;
  sweeps: number;
  /** Steps of conjugate gradients for each row and sweep. */
  steps: number;
  seed: number;
  /** Either of the two alone. */
  only?: 'ease' | 'ials';
}

/** Chosen on validation data; the more people there are, the more what they share weighs against the ridge, and it may grow. */
export function rankingDefaults(people: number): RankingOptions {
  const easeLambda = Math.round(Math.min(500, Math.max(50, 100 * (people / 500) ** 0.3)));
  const ials = { dimensions: 64, lambda: 0.01, unobserved: 0.1, sweeps: 10, steps: 3 };
  return { easeLambda, easeItems: 10_000, dualPeople: 2_000, ...ials, seed: 1 };
}
