// A model of ratings: what is kept of a fit, and how big it is.

export interface RatingsModel {
  readonly kind: 'ratings';
  /** Ascending. */
  readonly itemIds: Uint32Array;
  /** Numbers of a row; the last one is its bias. */
  readonly dimensions: number;
  /** How many draws from the posterior are kept. */
  readonly samples: number;
  /** The mean of all ratings, and the least and the greatest. */
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
  readonly seed: number;
  /** [item][sample][dimension]; after the last item one more, which stands for items nobody rated. */
  readonly items: Float32Array;
  /** What each sample believes of people before they rate: [sample][dimension][dimension], [sample][dimension]. */
  readonly precisions: Float32Array;
  readonly shifts: Float32Array;
  /** The precision of a rating around what is expected, by sample. */
  readonly noises: Float32Array;
}

export interface RatingsOptions {
  /** Tastes and one bias; a multiple of 8. More data carry more: 32 from a million ratings. */
  dimensions: number;
  sweeps: number;
  /** Sweeps before the first sample. */
  burnIn: number;
  samples: number;
  seed: number;
}

/** Where data are few the posterior is wide, and takes more samples to describe. */
export function ratingsDefaults(ratings: number): RatingsOptions {
  const many = ratings >= 1_000_000;
  return { dimensions: many ? 32 : 16, sweeps: many ? 60 : 150, burnIn: 6, samples: many ? 16 : 48, seed: 1 };
}
