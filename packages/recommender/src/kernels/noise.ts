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

/** Where the normal distribution has this part of itself to the left (Acklam's rational approximation). */
function quantile(part: f32): f32 {
  const q = part - 0.5;
  if (abs<f32>(q) > 0.47575) return q < 0 ? tail(part) : -tail(1 - part);
  const r = q * q;
  const over: f32 = ((((-39.69683 * r + 220.9461) * r - 275.92851) * r + 138.35775) * r - 30.664798) * r + 2.5066283;
  const under: f32 = ((((-54.476099 * r + 161.58584) * r - 155.69898) * r + 66.801312) * r - 13.280682) * r + 1;
  return (over * q) / under;
}

function tail(part: f32): f32 {
  const q = sqrt<f32>(-2 * Mathf.log(part));
  const over: f32 =
    ((((-0.00778489400243 * q - 0.322396458) * q - 2.40075828) * q - 2.54973254) * q + 4.37466414) * q + 2.93816398;
  const under: f32 = (((0.0077846957 * q + 0.32246713) * q + 2.4451342) * q + 3.7544087) * q + 1;
  return over / under;
}

/** Fills x with standard normal numbers that belong to this seed and row. */
export function normalRow(x: usize, length: i32, seed: u32, row: u32): void {
  let state = mixed(seed * GOLDEN + row * 0x85ebca6b + 1);
  for (let i = 0; i < length; i++) {
    state += GOLDEN;
    setFloat(x, i, quantile((((mixed(state) >> 9) as f32) + 0.5) * (1.0 / 8388608.0)));
  }
}
