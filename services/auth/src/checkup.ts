// What the doctor looks at here.
import { type Check, checkDisk, checksOfService } from '@movies/service-kit/doctor';
import { schema } from './database.ts';
import { checkMail } from './mail/checkup.ts';
import type { AuthSettings } from './settings.ts';

export function checksOf(settings: AuthSettings): Check[] {
  return [...checksOfService(settings, schema, {}), checkDisk(settings.DATA_DIR), checkMail(settings)];
}
