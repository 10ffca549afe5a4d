import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LetterKeys1700000003000 implements MigrationInterface {
  readonly name = 'LetterKeys1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE letter_keys (
      key varchar(100) PRIMARY KEY,
      user_id integer NOT NULL CONSTRAINT letter_keys_user REFERENCES users ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now()
    )`);
    await runner.query('CREATE INDEX letter_keys_of_user ON letter_keys (user_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE letter_keys');
  }
}
