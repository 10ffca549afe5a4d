// A process that starts, ends or fails the way its first argument says, and tells on its output what it does.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, StartupError } from '../errors.ts';
import { type Lifecycle, runProcess } from '../lifecycle.ts';
import { createLog } from '../log.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const starts: Record<string, () => Promise<void>> = {
  runs: async () => {
    setInterval(() => undefined, 1_000);
  },
  refuses: async () => {
    throw new StartupError('Set DATABASE_URL to a PostgreSQL server.');
  },
  unavailable: async () => {
    throw new AppError('unavailable', 'unavailable', 'The database does not answer right now.');
  },
  breaks: async () => {
    throw new Error('a bug at the start');
  },
  breaksLater: async () => {
    setTimeout(() => {
      throw new Error('a bug later');
    });
  },
};

await runProcess(createLog('test', 'info', false), async (lifecycle: Lifecycle) => {
  lifecycle.atEnd('database', () => say('database closed'));
  lifecycle.atEnd('http', async () => {
    say('http closing');
    await sleep(process.argv[3] === 'slowly' ? 60_000 : 20);
    say('http closed');
  });
  await starts[process.argv[2] ?? '']?.();
  say('started');
});
