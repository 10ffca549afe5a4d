// Small symmetric d × d systems in f64: lower triangles, row after row.

/** A = base + scale · Σ sᵀs */
export function gramOf(rows: Float32Array[], base: Float32Array, scale: number, d: number): Float64Array {
  const a = Float64Array.from(base);
  for (const s of rows) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++)
        a[i * d + j] = (a[i * d + j] as number) + scale * (s[i] as number) * (s[j] as number);
    }
  }
  return a;
}

/** A becomes its Cholesky factor. */
export function choleskyInPlace(a: Float64Array, d: number): void {
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * d + j] as number;
      for (let k = 0; k < j; k++) rest -= (a[i * d + k] as number) * (a[j * d + k] as number);
      a[i * d + j] = i === j ? Math.sqrt(rest) : rest / (a[j * d + j] as number);
    }
  }
}

/** x becomes L⁻¹ x. */
export function solveLower(l: Float64Array, x: Float64Array, d: number): void {
  for (let i = 0; i < d; i++) {
    let rest = x[i] as number;
    for (let k = 0; k < i; k++) rest -= (l[i * d + k] as number) * (x[k] as number);
    x[i] = rest / (l[i * d + i] as number);
  }
}

/** x becomes L⁻ᵀ x. */
export function solveUpper(l: Float64Array, x: Float64Array, d: number): void {
  for (let i = d - 1; i >= 0; i--) {
    let rest = x[i] as number;
    for (let k = i + 1; k < d; k++) rest -= (l[k * d + i] as number) * (x[k] as number);
    x[i] = rest / (l[i * d + i] as number);
  }
}
