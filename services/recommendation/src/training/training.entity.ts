import { EntitySchema } from 'typeorm';

/** How much has changed since the beginning, in one row. */
export const Activity = new EntitySchema({
  name: 'Activity',
  tableName: 'activity',
  columns: {
    one_row: { type: 'boolean', primary: true, default: true },
    changes: { type: 'bigint', default: 0 },
    changed_at: { type: 'timestamptz', default: () => 'now()' },
  },
});

export const TrainingRun = new EntitySchema({
  name: 'TrainingRun',
  tableName: 'training_runs',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    status: { type: 'varchar', length: 20, default: 'queued' },
    reason: { type: 'varchar', length: 200 },
    requested_by: { type: 'integer', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    started_at: { type: 'timestamptz', nullable: true },
    finished_at: { type: 'timestamptz', nullable: true },
    // Said again and again by the replica that has it; one that falls silent has died.
    beat_at: { type: 'timestamptz', nullable: true },
    // As far as `activity` had come when it began.
    changes: { type: 'bigint', default: 0 },
    ratings: { type: 'integer', nullable: true },
    people: { type: 'integer', nullable: true },
    movies: { type: 'integer', nullable: true },
    memory_bytes: { type: 'bigint', nullable: true },
    fingerprint: { type: 'varchar', length: 64, nullable: true },
    metrics: { type: 'jsonb', default: {} },
    parameters: { type: 'jsonb', default: {} },
    error: { type: 'text', nullable: true },
  },
  // Over an expression, which can't be said here.
  indices: [
    { name: 'training_runs_running', synchronize: false, columns: ['status'] },
    { name: 'training_runs_queued', synchronize: false, columns: ['status'] },
  ],
});

export const Model = new EntitySchema({
  name: 'Model',
  tableName: 'models',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    run_id: { type: 'integer' },
    bytes: { type: 'bigint' },
    current: { type: 'boolean', default: false },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
  foreignKeys: [{ name: 'models_run', target: 'TrainingRun', columnNames: ['run_id'], referencedColumnNames: ['id'] }],
  indices: [{ name: 'models_current', synchronize: false, columns: ['current'] }],
});

/** A piece of a model's file: the whole may be larger than one value, or one answer, can be. */
export const ModelPart = new EntitySchema({
  name: 'ModelPart',
  tableName: 'model_parts',
  columns: {
    model_id: { type: 'integer', primary: true },
    file: { type: 'varchar', length: 20, primary: true },
    part: { type: 'integer', primary: true },
    bytes: { type: 'bytea' },
  },
  foreignKeys: [
    {
      name: 'model_parts_model',
      target: 'Model',
      columnNames: ['model_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
