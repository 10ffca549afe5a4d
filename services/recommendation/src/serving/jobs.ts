// Work of serving that is done without anyone asking.
import type { Context } from '../context.ts';
import { storePredictions } from './stored/storing.ts';

const HOUR = 3_600_000;

export function servingJobs(context: Context, ending: AbortSignal) {
  return {
    handlers: { 'store-predictions': () => storePredictions(context, ending) },
    every: { 'store-predictions': HOUR },
  };
}
