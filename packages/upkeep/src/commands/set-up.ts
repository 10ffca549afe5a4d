// Makes a database ready for the services: roles, schemas, migrations, and demo data where it is empty and they are wanted.
// It runs at every start and every upgrade, before the services.
import { isAnyoneThere } from '@movies/auth';
import { openResources, readSettings } from '@movies/service-kit';
import { DEMO_ADMIN, makeDemoAdmin } from '../demo/admin.ts';
import { fillWithDemo } from '../demo/load.ts';
import { makeSchemas } from '../make-schemas.ts';
import { openServices } from '../open-services.ts';
import { databasesOf, UpkeepSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const setUpCommand: Command = async (_words, { lifecycle, log }) => {
  const settings = readSettings(UpkeepSettings, process.env);
  const databases = databasesOf(settings);
  await makeSchemas(settings.DATABASE_ADMIN_URL, databases, log);
  log.info('roles, schemas and migrations are there');
  if (settings.DEMO === '0') return;
  const services = await openServices(databases, await openResources(log, lifecycle, settings.REDIS_URL));
  const isEmpty = !(await isAnyoneThere(services.auth.database, settings.ADMIN_EMAIL));
  const password = await makeDemoAdmin(settings, { ...services, isEmpty });
  await fillWithDemo(settings.DATA_DIR, isEmpty, services);
  if (password) process.stdout.write(`Admin: ${DEMO_ADMIN.email}, password ${password} (shown only now)\n`);
};
