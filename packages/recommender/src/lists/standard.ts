// Makes scores of different models, or people, comparable.

export interface Standard {
  mean: number;
  deviation: number;
}

export interface Standardised {
  scores: Float32Array;
  standard: Standard;
}

/** Mean and standard deviation of the scores that are finite. */
export function standard(scores: Float32Array): Standard {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score === Number.NEGATIVE_INFINITY) continue;
    count += 1;
    sum += score;
    squares += score * score;
  }
  const mean = sum / Math.max(1, count);
  const variance = squares / Math.max(1, count) - mean * mean;
  return { mean, deviation: Math.sqrt(Math.max(0, variance)) || 1 };
}

/** The mean of the scores, each in standard deviations from its own mean, written into an array of the same length. */
export function meanOf(parts: readonly Standardised[], result: Float32Array): Float32Array {
  result.fill(0);
  for (const { scores, standard } of parts) {
    const scale = 1 / (standard.deviation * parts.length);
    for (let i = 0; i < result.length; i++) {
      result[i] = (result[i] as number) + ((scores[i] as number) - standard.mean) * scale;
    }
  }
  return result;
}
