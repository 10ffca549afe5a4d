// Whether a new version takes the place of the one that serves: unless it is worse, beyond what chance explains, than that
// one or than what needs no model at all.
import { mean } from './measuring.ts';

/** A figure of two models, person by person, in the same order; the higher the better. */
export interface Contest {
  /** In a sentence: "nDCG@100 of its lists". */
  what: string;
  than: string;
  ours: readonly number[];
  theirs: readonly number[];
}

const STANDARD_ERRORS = 2;

/** Why it should not serve; nothing where it may. */
export function verdict(contests: readonly Contest[]): string | undefined {
  const lost = contests.find(({ ours, theirs }) => isClearlyBetter(theirs, ours));
  if (!lost) return undefined;
  const [ours, theirs] = [mean(lost.ours), mean(lost.theirs)].map((value) => Math.abs(value).toFixed(4));
  return `It is worse than ${lost.than}: the ${lost.what} is ${ours} in place of ${theirs}, more than chance explains.`;
}

/** Whether the figures of one model are higher than those of another, person by person, beyond what chance explains. */
export function isClearlyBetter(ours: readonly number[], theirs: readonly number[]): boolean {
  const { difference, error } = compared(ours, theirs);
  return difference > STANDARD_ERRORS * error;
}

/** How much higher ours are, and the standard error of that. */
function compared(ours: readonly number[], theirs: readonly number[]): { difference: number; error: number } {
  const differences = ours.map((value, at) => value - (theirs[at] as number));
  const difference = mean(differences);
  const variance = mean(differences.map((value) => (value - difference) ** 2));
  return { difference, error: Math.sqrt(variance / differences.length) };
}
