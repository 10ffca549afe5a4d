import { expect, test } from '@jest/globals';
import { type Standing, whyDue } from './due.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const NOW = 1_000 * HOUR;

/** Two hours after a training on 1,000 ratings, with a handful of changes since. */
const usual: Standing = {
  now: NOW,
  changes: 1_010,
  changedAt: NOW - 60 * SECOND,
  last: { changes: 1_000, ratings: 1_000, finishedAt: NOW - 2 * HOUR },
  failures: 0,
  failedAt: 0,
};

const { last: _, ...never } = usual;

function trainedAgo(seconds: number): Standing {
  return { ...usual, last: { changes: 1_000, ratings: 1_000, finishedAt: NOW - seconds * SECOND } };
}

test.each<[string, Standing, number, string | undefined]>([
  ['nothing where little has changed', usual, 24, undefined],
  ['much that has changed', { ...usual, changes: 1_050 }, 24, '50 changes since the last training.'],
  ['nothing while somebody is still at it', { ...trainedAgo(300), changes: 1_050, changedAt: NOW }, 24, undefined],
  ['nothing a moment after the last training', { ...trainedAgo(29), changes: 1_050 }, 24, undefined],
  ['a model that is old', usual, 2, 'The last training is 2 hours ago.'],
  ['an old model that has missed nothing', { ...usual, changes: 1_000 }, 2, undefined],
  ['nothing where only staff may ask', { ...usual, changes: 9_000 }, 0, undefined],
  ['a first model', never, 24, 'There is no model yet.'],
  ['a first model while an import goes on', { ...never, changes: 5_000, changedAt: NOW }, 24, 'There is no model yet.'],
  ['no first model of next to nothing', { ...never, changes: 19 }, 24, undefined],
  ['nothing right after a failure', { ...never, failures: 1, failedAt: NOW - 29 * SECOND }, 24, undefined],
  ['another try after a while', { ...never, failures: 1, failedAt: NOW - 30 * SECOND }, 24, 'There is no model yet.'],
  ['a longer while after several', { ...never, failures: 4, failedAt: NOW - 200 * SECOND }, 24, undefined],
  ['at least one try an hour', { ...never, failures: 40, failedAt: NOW - HOUR }, 24, 'There is no model yet.'],
])('a training is due for %s', (_what, standing, hours, why) => {
  expect(whyDue(standing, hours)).toBe(why);
});

test('where it never gets quiet, a training is due after ten minutes', () => {
  const after = (minutes: number) => whyDue({ ...trainedAgo(60 * minutes), changes: 2_000, changedAt: NOW }, 24);
  expect([after(9), after(10)]).toEqual([undefined, '1,000 changes since the last training.']);
});
