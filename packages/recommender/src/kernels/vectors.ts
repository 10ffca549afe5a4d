// @ts-nocheck: AssemblyScript, which has its own compiler.
// Rows of f32 at addresses; lengths are multiples of 8.

export function bytes(numbers: i32): usize {
  return (numbers as usize) << 2;
}

export function floatAt(base: usize, index: i32): f32 {
  return load<f32>(base + bytes(index));
}

export function setFloat(base: usize, index: i32, value: f32): void {
  store<f32>(base + bytes(index), value);
}

export function indexAt(base: usize, index: i32): i32 {
  return load<i32>(base + bytes(index));
}

export function rowOf(base: usize, index: i32, width: i32): usize {
  return base + bytes(width) * (index as usize);
}

export function clear(x: usize, length: i32): void {
  memory.fill(x, 0, bytes(length));
}

export function sumOfLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3);
}

export function dot(x: usize, y: usize, length: i32): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  const end = bytes(length);
  for (let at: usize = 0; at < end; at += 32) {
    low = f32x4.relaxed_madd(v128.load(x + at), v128.load(y + at), low);
    high = f32x4.relaxed_madd(v128.load(x + at, 16), v128.load(y + at, 16), high);
  }
  return sumOfLanes(f32x4.add(low, high));
}

/** y += factor · x */
export function addScaled(y: usize, factor: f32, x: usize, length: i32): void {
  const factors = f32x4.splat(factor);
  const end = bytes(length);
  for (let at: usize = 0; at < end; at += 32) {
    v128.store(y + at, f32x4.relaxed_madd(factors, v128.load(x + at), v128.load(y + at)));
    v128.store(y + at, f32x4.relaxed_madd(factors, v128.load(x + at, 16), v128.load(y + at, 16)), 16);
  }
}

/** y = factor · x, where y may be x. */
export function scaled(y: usize, factor: f32, x: usize, length: i32): void {
  const factors = f32x4.splat(factor);
  const end = bytes(length);
  for (let at: usize = 0; at < end; at += 16) v128.store(y + at, f32x4.mul(factors, v128.load(x + at)));
}
