import { openResources, readSettings } from '@movies/service-kit';
import { bringMovieLens, dataSetIn } from '../movielens.ts';
import { databasesOf, UpkeepSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const importMovieLensCommand: Command = async (words, { lifecycle, log }) => {
  const path = dataSetIn(words, 'import-movielens');
  const settings = readSettings(UpkeepSettings, process.env);
  await bringMovieLens(path, databasesOf(settings), await openResources(log, lifecycle, settings.REDIS_URL));
};
