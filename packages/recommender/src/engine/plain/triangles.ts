import type { Views } from './views.ts';

/** x becomes U⁻ᵀ x. The diagonal of U holds reciprocals, and what is below it means nothing. */
export function solveLower({ row }: Views, u: number, x: number, d: number): void {
  const [matrix, numbers] = [row(u, 0, d * d), row(x, 0, d)];
  for (let i = 0; i < d; i++) {
    let rest = numbers[i] as number;
    for (let k = 0; k < i; k++) rest -= (matrix[k * d + i] as number) * (numbers[k] as number);
    numbers[i] = rest * (matrix[i * d + i] as number);
  }
}

/** x becomes U⁻¹ x. */
export function solveUpper({ row }: Views, u: number, x: number, d: number): void {
  const [matrix, numbers] = [row(u, 0, d * d), row(x, 0, d)];
  for (let i = d - 1; i >= 0; i--) {
    let rest = numbers[i] as number;
    for (let k = i + 1; k < d; k++) rest -= (matrix[i * d + k] as number) * (numbers[k] as number);
    numbers[i] = rest * (matrix[i * d + i] as number);
  }
}
