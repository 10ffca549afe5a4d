// Brings a data set of MovieLens into auth and movie, and tells how far it is.
import { addSilentMembers, openAuth } from '@movies/auth';
import { runMovieLens } from '@movies/movie';
import { type Resources, StartupError } from '@movies/service-kit';
import { progressOn } from './progress.ts';
import type { ServiceName } from './schemas.ts';

export function dataSetIn(words: string[], command: string): string {
  const [path] = words;
  if (path && words.length === 1 && !path.startsWith('-')) return path;
  throw new StartupError(`${command} <folder or ZIP>

  A data set from https://grouplens.org/datasets/movielens: ml-latest, ml-25m, ml-32m, ml-1m, ml-10m or ml-100k.
  It can be interrupted, and begun again: it goes on where it was.
`);
}

export async function bringMovieLens(
  path: string,
  databases: Pick<Record<ServiceName, string>, 'auth' | 'movie'>,
  resources: Resources,
): Promise<void> {
  const auth = await openAuth({ DATABASE_URL: databases.auth, INTERNAL_SECRET: '' }, resources);
  const progress = progressOn(process.stderr);
  const { films, ratings, members } = await runMovieLens({ DATABASE_URL: databases.movie }, resources, path, {
    addMembers: (people) => addSilentMembers(auth, people),
    progress: ({ step, done, share }) => progress.show(step, done, share),
  }).catch((error) => {
    progress.end();
    const isInterrupted = resources.lifecycle.ending.aborted;
    if (isInterrupted) process.stderr.write('Interrupted. Begin it again, and it goes on where it was.\n');
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
}

function told({ added, known, skipped }: { added: number; known: number; skipped: number }): string {
  const [new_, old, left] = [added, known, skipped].map((count) => count.toLocaleString('en'));
  return `${new_} added, ${old} were here already, ${left} could not be used`;
}
