// Random numbers that a seed decides. mulberry32 and Fisher and Yates's shuffle are part of the evaluation's protocol: change neither.

/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** The generator mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** From the top down, each place swaps with one at or below it. */
export function shuffleInPlace(values: Uint32Array, random: Random): Uint32Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const moved = values[i] as number;
    values[i] = values[j] as number;
    values[j] = moved;
  }
  return values;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
}

/** Mean 0 and variance 1, for where no more than that matters: ten times as quick as a normal number. */
export function uniform(random: Random): number {
  return Math.sqrt(12) * (random() - 0.5);
}

/** From the gamma distribution of this shape and scale 1 (Marsaglia and Tsang). */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random() + 1e-300) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
