// What `{service}/status` answers: the words of the document, and never more of an error than a safe sentence.
import type { Database } from '../database/database.ts';
import { answer } from './serve.ts';

const BROKEN = 'The database does not answer.';

export async function databaseStatus(database: Pick<Database, 'check'>) {
  try {
    await database.check();
    return answer(200, { status: 'OK', database: 'Connected' } as const);
  } catch {
    return answer(500, { status: 'ERROR', database: 'Not connected', error: BROKEN } as const);
  }
}
