// What an operator does about models at the command line, whether the service runs at this moment or not.
import { parseArgs } from 'node:util';
import { type Database, openDatabase, type Resources, StartupError } from '@movies/service-kit';
import { schema } from './database.ts';
import { currentModel, promote, type Version, versions } from './training/models.repository.ts';
import { measureByProtocols } from './training/protocols.ts';
import { queueRun, type RunRow, runs } from './training/runs.repository.ts';

export const MODEL_USAGE = `pnpm admin recommendations <command>

  train                       train a new model as soon as the service runs
  runs                        the latest trainings, and what became of them
  versions                    the models that are kept
  use <version>               let another version serve; the next training that is not worse takes its place
  roll-back                   let the version before the current one serve
  evaluate [--threads n]      measure the models on all ratings here: RMSE in five folds, nDCG on people held out
`;

interface Options {
  version: string;
  threads: number | undefined;
}

const COMMANDS: Record<string, (database: Database, options: Options) => Promise<string>> = {
  train: async (database) => {
    const run = await queueRun(database, 'Asked for at the command line.');
    return run ? `Training ${run.id} waits; the service begins it within seconds.` : 'A training waits already.';
  },
  runs: async (database) => list((await runs(database, { limit: 10, offset: 0 })).map(lineOfRun), 'No training yet.'),
  versions: async (database) => list((await versions(database)).map(lineOfVersion), 'No model yet.'),
  use: async (database, { version }) => use(database, Number(version)),
  'roll-back': async (database) => {
    const current = await currentModel(database);
    const before = (await versions(database)).find(({ id }) => id < (current?.id ?? 0));
    if (!before) throw new StartupError('There is no version before the current one.');
    return use(database, before.id);
  },
  evaluate: (database, { threads }) => measureByProtocols(database, threads === undefined ? {} : { threads }),
};

const ANSWER_MS = 600_000;

/** Runs one command; answers what to print. */
export async function runModelCommand(
  { DATABASE_URL: url }: { DATABASE_URL: string },
  { lifecycle, log }: Resources,
  words: string[],
): Promise<string> {
  const { command, options } = understand(words);
  const database = await openDatabase({ ...schema, url, log, poolSize: 1, answerMs: ANSWER_MS });
  lifecycle.atEnd('database', () => database.close());
  return command(database, options);
}

function understand(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { threads: { type: 'string' } },
    });
    const [name = '', version = ''] = positionals;
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    const threads = values.threads === undefined ? undefined : Number(values.threads);
    const isRight = threads === undefined || (Number.isInteger(threads) && threads > 0);
    if (command && isRight && (name === 'use') === /^\d{1,9}$/.test(version)) {
      return { command, options: { version, threads } };
    }
  } catch {}
  throw new StartupError(MODEL_USAGE);
}

async function use(database: Database, id: number): Promise<string> {
  const isThere = (await versions(database)).some((version) => version.id === id);
  if (!isThere) throw new StartupError(`There is no version ${id}: see pnpm admin recommendations versions`);
  await database.transaction((tx) => promote(tx, id));
  return `Version ${id} serves from now on.`;
}

function list(lines: string[], none: string): string {
  return lines.length === 0 ? none : lines.join('\n');
}

function lineOfRun({ id, status, started_at, ratings, metrics, reason, error }: RunRow): string {
  const when = started_at ?? 'not begun';
  const what = ratings === null ? '' : `, ${ratings.toLocaleString('en')} ratings, ${quality(metrics)}`;
  return `${id}  ${status}  ${when}${what}  ${error ?? reason}`;
}

function lineOfVersion({ id, current, created_at, bytes, metrics }: Version): string {
  const size = `${(bytes / 2 ** 20).toFixed(1)} MB`;
  return `${id}  ${created_at}  ${size}  ${quality(metrics)}${current ? '  serves' : ''}`;
}

function quality({ ndcg_100: ndcg, rmse }: Record<string, number>): string {
  return ndcg === undefined || rmse === undefined ? 'not measured' : `nDCG@100 ${ndcg}, RMSE ${rmse}`;
}
