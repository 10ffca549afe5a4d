// The tables of the event log: what this service tells, and how far it has read what others tell.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventLog1700000000000 implements MigrationInterface {
  readonly name = 'EventLog1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        position bigint UNIQUE,
        type text NOT NULL,
        subject text NOT NULL,
        data jsonb NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX event_log_without_position ON event_log (id) WHERE position IS NULL');
    await runner.query('CREATE INDEX event_log_subject ON event_log (subject)');
    await runner.query('CREATE INDEX event_log_at ON event_log (at)');
    await runner.query('CREATE TABLE event_log_head (position bigint NOT NULL)');
    await runner.query('INSERT INTO event_log_head VALUES (0)');
    await runner.query('CREATE TABLE event_cursor (source text PRIMARY KEY, position bigint NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_cursor, event_log_head, event_log');
  }
}

/** Which request made something true, for the logs of those who follow. */
export class EventRequests1700000000100 implements MigrationInterface {
  readonly name = 'EventRequests1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_log ADD COLUMN request_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_log DROP COLUMN request_id');
  }
}
