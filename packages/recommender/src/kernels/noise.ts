// @ts-nocheck: AssemblyScript, which has its own compiler.
// Random numbers that depend on what they are for, not on who draws them, or when.
import { setFloat } from './vectors';

const GOLDEN: u32 = 0x9e3779b9;

function mixed(x: u32): u32 {
  let h = x;
  h ^= h >> 16;
  h *= 0x7feb352d;
  h ^= h >> 15;
  h *= 0x846ca68b;
  return h ^ (h >> 16);
}

function uniform(state: u32): f32 {
  return ((mixed(state) >> 8) as f32) * (1.0 / 16777216.0);
}

/** Fills x with standard normal numbers (Box and Muller) that belong to this seed and row. */
export function normalRow(x: usize, length: i32, seed: u32, row: u32): void {
  let state = mixed(seed * GOLDEN + row * 0x85ebca6b + 1);
  for (let i = 0; i < length; i += 2) {
    state += GOLDEN;
    const radius = sqrt<f32>(-2 * Mathf.log(uniform(state) + 1.0 / 33554432.0));
    state += GOLDEN;
    const angle = uniform(state) * 6.2831853;
    setFloat(x, i, radius * Mathf.cos(angle));
    setFloat(x, i + 1, radius * Mathf.sin(angle));
  }
}
