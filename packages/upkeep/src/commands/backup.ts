import { readSettings } from '@movies/service-kit';
import { backUpTo, restoreFrom } from '../backup/commands.ts';
import { databasesOf, UpkeepSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const backUpCommand: Command = async (words) => {
  const { DATABASE_ADMIN_URL } = readSettings(UpkeepSettings, process.env);
  await backUpTo(DATABASE_ADMIN_URL, words);
};

export const restoreCommand: Command = async (words, { log }) => {
  const settings = readSettings(UpkeepSettings, process.env);
  await restoreFrom({ adminUrl: settings.DATABASE_ADMIN_URL, databases: databasesOf(settings), log }, words);
};
