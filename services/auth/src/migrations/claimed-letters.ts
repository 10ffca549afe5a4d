import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClaimedLetters1700000002000 implements MigrationInterface {
  readonly name = 'ClaimedLetters1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outgoing_mail ADD claimed_until timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outgoing_mail DROP claimed_until');
  }
}
