// Brings a data set of MovieLens into the platform in one process, whether it runs at this moment or not.
import { addSilentMembers, openAuth } from '@movies/auth';
import { runMovieLens } from '@movies/movie';
import { createLog, openResources, readSettings, runProcess, StartupError } from '@movies/service-kit';
import { openDatabases } from './databases.ts';
import { progressOn } from './progress.ts';
import { readSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';
import { StandaloneSettings } from './settings.ts';

const USAGE = `pnpm import:movielens <folder or ZIP>

  A data set from https://grouplens.org/datasets/movielens: ml-latest, ml-25m, ml-32m, ml-1m, ml-10m or ml-100k.
  It can be interrupted, and begun again: it goes on where it was.
`;

const log = createLog('import', 'warn');

await runProcess(log, async (lifecycle) => {
  const path = process.argv[2];
  if (!path || process.argv.length > 3 || path.startsWith('-')) throw new StartupError(USAGE);
  const settings = readSettings(StandaloneSettings, process.env);
  const secrets = await readSecrets(settings.DATA_DIR, SERVICES);
  const databases = await openDatabases({ settings, secrets, services: SERVICES, share: true, lifecycle, log });
  const resources = await openResources(log, lifecycle, settings.REDIS_URL);
  const inside = { ...settings, INTERNAL_SECRET: secrets.internalSecret, DATABASE_URL: databases.auth };
  const auth = await openAuth(inside, resources);
  const progress = progressOn(process.stderr);
  const { films, ratings, members } = await runMovieLens({ DATABASE_URL: databases.movie }, resources, path, {
    addMembers: (people) => addSilentMembers(auth, people),
    progress: ({ step, done, share }) => progress.show(step, done, share),
  }).catch((error) => {
    progress.end();
    if (lifecycle.ending.aborted) process.stderr.write('Interrupted. Begin it again, and it goes on where it was.\n');
    throw error;
  });
  progress.end();
  process.stdout.write(
    [
      `Films: ${told(films)}.`,
      `Ratings: ${told(ratings)}, of ${members.toLocaleString('en')} members.`,
      'A platform that runs shows all of it within a few minutes.\n',
    ].join('\n'),
  );
  await lifecycle.end();
});

function told({ added, known, skipped }: { added: number; known: number; skipped: number }): string {
  const [new_, old, left] = [added, known, skipped].map((count) => count.toLocaleString('en'));
  return `${new_} added, ${old} were here already, ${left} could not be used`;
}
