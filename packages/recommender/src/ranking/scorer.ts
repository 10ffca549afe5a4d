// What EASE and iALS have in common when they serve: a score for every item, linear in the person's history.

/** Something a person had to do with, by the item's place in the model, and how strongly it speaks for it (or, negative, against). */
export interface Trace {
  place: number;
  strength: number;
}

export interface Scorer {
  /** Scores of all items for this history, in an array that is the caller's until the next call. */
  score(history: readonly Trace[]): Float32Array;
  /** Says of an item what each entry of the history brings to its score; the parts add up to it. Good until the next call of either. */
  explain(history: readonly Trace[]): (place: number) => Float32Array;
}
