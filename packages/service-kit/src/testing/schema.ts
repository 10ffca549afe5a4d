// The schema of the test services: an event log and a table to write to. Child processes read it, so it needs little.
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { EventLog1700000000000, EventRequests1700000000100 } from '../event-log/schema.ts';
import { createLog } from '../log.ts';

interface Note {
  id: number;
  text: string;
}

export const notes = new EntitySchema<Note>({
  name: 'Note',
  tableName: 'notes',
  columns: { id: { type: 'int', primary: true }, text: { type: 'varchar', length: 20, unique: true } },
});

class Notes1700000000001 implements MigrationInterface {
  readonly name = 'Notes1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE notes (
      id int PRIMARY KEY, text varchar(20) NOT NULL CONSTRAINT notes_text UNIQUE
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes');
  }
}

export const schema = {
  schema: 'kit',
  entities: [notes],
  migrations: [EventLog1700000000000, EventRequests1700000000100, Notes1700000000001],
  log: createLog('test', 'silent'),
};
