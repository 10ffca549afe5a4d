// What Bayesian matrix factorisation believes of all rows of one side: normal, with a mean and a precision that are drawn too.
import { gamma, normal, type Random } from '../random.ts';
import { choleskyInPlace, solveUpper } from '../triangles.ts';

export interface Moments {
  count: number;
  sum: Float64Array;
  /** Σ xᵀx, upper triangle. */
  gram: Float64Array;
}

export interface Prior {
  mean: Float64Array;
  precision: Float64Array;
  /** Precision · mean. */
  shift: Float64Array;
}

/** How many rows the belief that the mean is zero weighs as much as. */
const PRIOR_ROWS = 2;

/** Draws mean and precision from their Normal-Wishart posterior. */
export function drawPrior({ count, sum, gram }: Moments, random: Random): Prior {
  const k = sum.length;
  const weight = count + PRIOR_ROWS;
  const scale = scatter(gram, sum, weight);
  choleskyInPlace(scale, k);
  const precision = drawWishart(scale, k, k + count, random);
  const mean = drawMean(sum, weight, precision, random);
  return { mean, precision, shift: timesVector(precision, mean) };
}

/** I + Σ xᵀx − Σx Σxᵀ / (n + n₀): the scatter around the mean, and the mean's around zero. */
function scatter(gram: Float64Array, sum: Float64Array, weight: number): Float64Array {
  const k = sum.length;
  return gram.map((_, at) => {
    const i = Math.floor(at / k);
    const j = at % k;
    const value = gram[Math.min(i, j) * k + Math.max(i, j)] as number;
    return (i === j ? 1 : 0) + value - ((sum[i] as number) * (sum[j] as number)) / weight;
  });
}

/** W(S⁻¹, freedom) by Bartlett, from S's Cholesky factor: M Mᵀ with M = L⁻ᵀ B. */
function drawWishart(factor: Float64Array, k: number, freedom: number, random: Random): Float64Array {
  const columns: Float64Array[] = [];
  for (let j = 0; j < k; j++) {
    const column = new Float64Array(k);
    column[j] = Math.sqrt(2 * gamma((freedom - j) / 2, random));
    for (let i = j + 1; i < k; i++) column[i] = normal(random);
    solveUpper(factor, column, k);
    columns.push(column);
  }
  const product = new Float64Array(k * k);
  for (const column of columns) {
    for (let at = 0; at < product.length; at++) {
      const outer = (column[Math.floor(at / k)] as number) * (column[at % k] as number);
      product[at] = (product[at] as number) + outer;
    }
  }
  return product;
}

function drawMean(sum: Float64Array, weight: number, precision: Float64Array, random: Random): Float64Array {
  const factor = precision.slice();
  choleskyInPlace(factor, sum.length);
  const noise = sum.map(() => normal(random) / Math.sqrt(weight));
  solveUpper(factor, noise, sum.length);
  return sum.map((value, i) => value / weight + (noise[i] as number));
}

function timesVector(matrix: Float64Array, x: Float64Array): Float64Array {
  const k = x.length;
  return x.map((_, i) => x.reduce((sum, value, j) => sum + value * (matrix[i * k + j] as number), 0));
}
