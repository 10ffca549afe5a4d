// What imports leave to be done later.
import type { Context } from '../context.ts';
import { runImport } from './running.ts';
import { tidyImports } from './tidying.ts';

const MINUTE = 60_000;

/** An import takes turns with other jobs: each part asks for the next. */
export function importJobs(core: Omit<Context, 'jobs'>, askFor: (id: number) => Promise<void>) {
  return {
    handlers: {
      'run-import': async ({ id }: { id: number }) => {
        if (await runImport(core, id)) await askFor(id);
      },
      'tidy-imports': () => tidyImports(core.database, askFor),
    },
    every: { 'tidy-imports': MINUTE },
  };
}
