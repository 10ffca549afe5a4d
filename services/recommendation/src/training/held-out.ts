// Whom no model learns from, so that every version can be measured on them, the old one and the new one alike: chosen by a
// hash of their number, they stay the same from one training to the next. A person is folded in from what they did, so it
// costs them nothing.

import type { Signals } from './lessons.ts';
import type { Opinions } from './reading.ts';

/** A person as a test: what the model is told of them, and what it should find or guess. */
export interface Case {
  person: number;
  history: { item: number; strength: number }[];
  /** Films they liked, hidden from the history. */
  wanted: Set<number>;
  rated: { item: number; value: number }[];
  hidden: { item: number; value: number }[];
}

export interface HeldOut {
  test: Case[];
  /** For the choice of hyper-parameters, and learnt from afterwards. */
  validation: Case[];
}

const LEAST_LIKED = 5;
const SHARE = 0.1;
const MOST = 1_000;

export function holdOut(opinions: Opinions, signals: Signals): HeldOut {
  const eligible = [...likedBy(signals)].filter(([, liked]) => liked >= LEAST_LIKED).map(([person]) => person);
  const order = eligible.sort((a, b) => hash(a, 0) - hash(b, 0) || a - b);
  const size = Math.min(MOST, Math.floor(SHARE * order.length));
  const testers = new Map(order.slice(0, size).map((person) => [person, emptyCase(person)]));
  const validators = new Map(order.slice(size, 2 * size).map((person) => [person, emptyCase(person)]));
  const caseOf = (person: number) => testers.get(person) ?? validators.get(person);
  fill(caseOf, opinions, signals);
  return { test: [...testers.values()].filter(isTest), validation: [...validators.values()].filter(isTest) };
}

function likedBy({ people, strengths }: Signals): Map<number, number> {
  const liked = new Map<number, number>();
  for (let row = 0; row < people.length; row += 1) {
    if ((strengths[row] as number) < 1) continue;
    const person = people[row] as number;
    liked.set(person, (liked.get(person) ?? 0) + 1);
  }
  return liked;
}

function emptyCase(person: number): Case {
  return { person, history: [], wanted: new Set(), rated: [], hidden: [] };
}

const isTest = ({ wanted, history }: Case) => wanted.size > 0 && history.length > 0;

/** Of everybody's films a fifth is hidden, the same fifth from lists and from ratings. */
function fill(caseOf: (person: number) => Case | undefined, { ratings }: Opinions, signals: Signals): void {
  for (let row = 0; row < signals.people.length; row += 1) {
    const own = caseOf(signals.people[row] as number);
    const [item, strength] = [signals.items[row] as number, signals.strengths[row] as number];
    if (!own) continue;
    if (!isHidden(own.person, item)) own.history.push({ item, strength });
    else if (strength >= 1) own.wanted.add(item);
  }
  for (let row = 0; row < ratings.people.length; row += 1) {
    const own = caseOf(ratings.people[row] as number);
    const [item, value] = [ratings.items[row] as number, ratings.values[row] as number];
    own?.[isHidden(own.person, item) ? 'hidden' : 'rated'].push({ item, value });
  }
}

const HIDDEN = 0.2;

function isHidden(person: number, item: number): boolean {
  return hash(person, item) < HIDDEN * 2 ** 32;
}

/** Spreads two numbers evenly over 32 bits. */
function hash(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ (a >>> 16), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}
