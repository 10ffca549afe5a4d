import { EntitySchema } from 'typeorm';

export interface ReportRow {
  id: number;
  review_id: number | null;
  comment_id: number | null;
  reporter_id: number | null;
  reason: string;
  note: string;
  status: 'open' | 'hidden' | 'restored' | 'dismissed';
  created_at: string;
}

const moment = { type: 'timestamptz', default: () => 'now()' } as const;
const cascade = (name: string, target: string, column: string) => ({
  name,
  target,
  columnNames: [column],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});

export const Report = new EntitySchema<ReportRow>({
  name: 'Report',
  tableName: 'reports',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    review_id: { type: 'integer', nullable: true },
    comment_id: { type: 'integer', nullable: true },
    reporter_id: { type: 'integer', nullable: true },
    reason: { type: 'varchar', length: 20 },
    note: { type: 'text', default: '' },
    status: { type: 'varchar', length: 20, default: 'open' },
    created_at: moment,
  },
  foreignKeys: [
    cascade('reports_review', 'MovieReview', 'review_id'),
    cascade('reports_comment', 'ReviewComment', 'comment_id'),
  ],
  uniques: [
    { name: 'reports_review_once', columns: ['reporter_id', 'review_id'] },
    { name: 'reports_comment_once', columns: ['reporter_id', 'comment_id'] },
  ],
  checks: [{ name: 'reports_of_one_thing', expression: 'num_nonnulls(review_id, comment_id) = 1' }],
  indices: [
    { name: 'reports_of_review', synchronize: false, columns: ['review_id'] },
    { name: 'reports_of_comment', synchronize: false, columns: ['comment_id'] },
    { name: 'reports_status', columns: ['status', 'id'] },
  ],
});

export interface ReportActionRow {
  id: number;
  report_id: number;
  action: string;
  reason: string;
  moderator_id: number | null;
  at: string;
}

export const ReportAction = new EntitySchema<ReportActionRow>({
  name: 'ReportAction',
  tableName: 'report_actions',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    report_id: { type: 'integer' },
    action: { type: 'varchar', length: 20 },
    reason: { type: 'text' },
    moderator_id: { type: 'integer', nullable: true },
    at: moment,
  },
  foreignKeys: [cascade('report_actions_report', 'Report', 'report_id')],
  indices: [{ name: 'report_actions_of_report', columns: ['report_id'] }],
});
