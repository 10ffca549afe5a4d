// @ts-nocheck: AssemblyScript, which has its own compiler.

/**
 * C = B + scale · Σₖ pₖᵀ qₖ for a tile of 4 × 8: p is read 4 numbers at a time and q 8, `pStep` and `qStep` bytes further each time.
 * Eight accumulators hide the latency of a fused multiply-add and leave registers for what is loaded.
 */
export function addOuterProducts(
  c: usize,
  cStep: usize,
  b: usize,
  bStep: usize,
  scale: f32,
  p: usize,
  pStep: usize,
  q: usize,
  qStep: usize,
  count: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let left = p;
  let right = q;
  for (let k = 0; k < count; k++) {
    const r0 = v128.load(right);
    const r1 = v128.load(right, 16);
    const l0 = v128.load32_splat(left);
    c00 = f32x4.relaxed_madd(l0, r0, c00);
    c01 = f32x4.relaxed_madd(l0, r1, c01);
    const l1 = v128.load32_splat(left, 4);
    c10 = f32x4.relaxed_madd(l1, r0, c10);
    c11 = f32x4.relaxed_madd(l1, r1, c11);
    const l2 = v128.load32_splat(left, 8);
    c20 = f32x4.relaxed_madd(l2, r0, c20);
    c21 = f32x4.relaxed_madd(l2, r1, c21);
    const l3 = v128.load32_splat(left, 12);
    c30 = f32x4.relaxed_madd(l3, r0, c30);
    c31 = f32x4.relaxed_madd(l3, r1, c31);
    left += pStep;
    right += qStep;
  }
  const s = f32x4.splat(scale);
  storeRow(c, b, s, c00, c01);
  storeRow(c + cStep, b + bStep, s, c10, c11);
  storeRow(c + 2 * cStep, b + 2 * bStep, s, c20, c21);
  storeRow(c + 3 * cStep, b + 3 * bStep, s, c30, c31);
}

function storeRow(c: usize, b: usize, scale: v128, low: v128, high: v128): void {
  v128.store(c, f32x4.relaxed_madd(scale, low, v128.load(b)));
  v128.store(c, f32x4.relaxed_madd(scale, high, v128.load(b, 16)), 16);
}
