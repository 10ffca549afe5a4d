// Where a value stands on a plot, and which values its axis names.
export interface Scale {
  from: number;
  to: number;
  ticks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** From a round value below all of them to a round one above, with about as many ticks as wanted. */
export function scaleOf(values: readonly number[], wanted = 4): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = roundStep((most - least || Math.abs(most) || 1) / wanted);
  const from = Math.floor(least / step) * step;
  const count = Math.max(1, Math.ceil((most - from) / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, at) => tidy(from + at * step));
  return { from: tidy(from), to: ticks.at(-1) as number, ticks };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (STEPS.find((step) => step * power >= rough) ?? 10) * power;
}

/** Without what floating point leaves behind: 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** From 0 at one end to 1 at the other. */
export function shareOf(value: number, { from, to }: Pick<Scale, 'from' | 'to'>): number {
  return to === from ? 0.5 : (value - from) / (to - from);
}
