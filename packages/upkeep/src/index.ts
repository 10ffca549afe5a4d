export { backUpTo, restoreFrom } from './backup/commands.ts';
export { DEMO_ADMIN, makeDemoAdmin } from './demo/admin.ts';
export { fillWithDemo } from './demo/load.ts';
export { bringMovieLens, dataSetIn } from './movielens.ts';
