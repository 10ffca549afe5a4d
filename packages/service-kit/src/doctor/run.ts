// The doctor's round: everything is looked at, and what is wrong is said in words, with how to mend it.
import type { Static, TObject } from 'typebox';
import { StartupError } from '../errors.ts';
import { inTime } from '../in-time.ts';
import { readSettings } from '../settings.ts';
import { broken, type Check, type Finding, messageOf, well } from './finding.ts';
import { checkNode } from './machine.ts';

const PATIENCE_MS = 20_000;

/** Looks at what settings lead to; answers the process's exit code. */
export async function runDoctor<Schema extends TObject>(
  patient: string,
  schema: Schema,
  checksOf: (settings: Static<Schema>) => Promise<Check[]> | Check[],
): Promise<number> {
  const findings = await findingsOf(schema, checksOf);
  process.stdout.write(`${report(patient, findings)}\n`);
  return findings.some(({ state }) => state === 'broken') ? 1 : 0;
}

async function findingsOf<Schema extends TObject>(
  schema: Schema,
  checksOf: (settings: Static<Schema>) => Promise<Check[]> | Check[],
): Promise<Finding[]> {
  const first = await checkNode();
  try {
    const settings = readSettings(schema, process.env);
    const count = Object.keys(settings).length;
    const checks = await checksOf(settings);
    const rest = await Promise.all(checks.map(examined));
    return [...first, well('Configuration', `${count} settings, and each makes sense.`), ...rest.flat()];
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    const { message } = error;
    return [...first, broken('Configuration', message, 'Set the environment variable; docs and README list them all.')];
  }
}

async function examined(check: Check): Promise<Finding[]> {
  return inTime(check(), PATIENCE_MS).catch((error) => [
    broken('Doctor', `Something could not be looked at: ${messageOf(error)}.`, 'Look into the log, and try again.'),
  ]);
}

const MARKS: Record<Finding['state'], string> = { well: '✔', doubtful: '!', broken: '✘' };

function report(patient: string, findings: Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ subject, state, says, mend }) => [
    `  ${MARKS[state]} ${subject.padEnd(width)}  ${says}`,
    ...(mend === undefined ? [] : [`    ${' '.repeat(width)}  → ${mend}`]),
  ]);
  return ['', `  ${patient}`, '', ...lines, '', `  ${verdict(findings)}`, ''].join('\n');
}

function verdict(findings: Finding[]): string {
  const count = (wanted: Finding['state']) => findings.filter(({ state }) => state === wanted).length;
  const [wrong, doubts] = [count('broken'), count('doubtful')];
  if (wrong === 0)
    return doubts === 0
      ? 'All is well.'
      : `It works; ${doubts === 1 ? 'one thing' : `${doubts} things`} could be better.`;
  return wrong === 1 ? 'One thing is broken.' : `${wrong} things are broken.`;
}
