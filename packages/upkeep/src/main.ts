// What an operator runs beside services that are processes of their own: `node src/main.ts <command>`.
import { createLog, runProcess, StartupError } from '@movies/service-kit';
import { backUpCommand, restoreCommand } from './commands/backup.ts';
import type { Command } from './commands/command.ts';
import { importMovieLensCommand } from './commands/import-movielens.ts';
import { secretsCommand } from './commands/secrets.ts';
import { setUpCommand } from './commands/set-up.ts';
import { stackCommand } from './commands/stack.ts';

const COMMANDS: Record<string, Command> = {
  'set-up': setUpCommand,
  secrets: secretsCommand,
  'import-movielens': importMovieLensCommand,
  backup: backUpCommand,
  restore: restoreCommand,
  stack: stackCommand,
};

const USAGE = `upkeep <command>

  set-up                              roles, schemas and migrations; in an empty installation, with DEMO=1, demo data
  secrets <folder> [--by-container]   make the secrets that are missing, each a file
  import-movielens <folder or ZIP>    a data set of MovieLens
  backup [file]                       write everything into a file, or to the output
  restore [file]                      read it back into an empty installation, from a file or from the input
  stack [profile ...]                 turn what \`docker compose config\` says into what \`docker stack deploy\` takes
`;

const [name = '', ...words] = process.argv.slice(2);
const log = createLog('upkeep', process.env.LOG_LEVEL || 'info', process.stderr.isTTY);

await runProcess(log, async (lifecycle) => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new StartupError(USAGE);
  await command(words, { lifecycle, log });
  await lifecycle.end();
});
