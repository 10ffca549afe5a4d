// What a fit tells about itself while it runs.

export interface Progress {
  stage: 'ratings' | 'ease' | 'ials';
  done: number;
  of: number;
  seconds: number;
  /** The error on the data of the fit itself; it says that the fit moves, not that it is good. */
  rmse?: number;
}

export type Report = (progress: Progress) => void;

export interface Clock {
  tick(done: number, more?: Pick<Progress, 'rmse'>): void;
}

export function startClock(stage: Progress['stage'], of: number, report?: Report): Clock {
  const begin = performance.now();
  return { tick: (done, more) => report?.({ stage, done, of, seconds: (performance.now() - begin) / 1_000, ...more }) };
}
