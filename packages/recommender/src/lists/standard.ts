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
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score === Number.NEGATIVE_INFINITY) continue;
    count += 1;
    sum += score;
  }
  const middle = sum / Math.max(1, count);
  let squares = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score !== Number.NEGATIVE_INFINITY) squares += (score - middle) ** 2;
  }
  return { mean: middle, deviation: Math.sqrt(squares / Math.max(1, count)) || 1 };
}

/** The mean of the scores, each in standard deviations from its own mean; written into the first. */
export function mean(parts: readonly Standardised[]): Float32Array {
  const [first, ...rest] = parts;
  if (!first) return new Float32Array();
  const sum = first.scores;
  for (let i = 0; i < sum.length; i++) {
    let total = ((sum[i] as number) - first.standard.mean) / first.standard.deviation;
    for (const { scores, standard: own } of rest) total += ((scores[i] as number) - own.mean) / own.deviation;
    sum[i] = total / parts.length;
  }
  return sum;
}
