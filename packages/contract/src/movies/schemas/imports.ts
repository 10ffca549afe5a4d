// What is brought from elsewhere, and what became of it.
import { type Static, Type } from 'typebox';
import { Id, Nullable, Paging, Timestamp } from '../../fields.ts';

export const ImportOptions = Type.Object({
  dry_run: Type.Optional(Type.Boolean({ description: 'Only says what would happen.' })),
});

export const ImportRow = Type.Object({
  file: Type.String({ description: 'The file in the ZIP, or the name of the file itself.' }),
  line: Type.Integer(),
  title: Type.String(),
  year: Nullable(Type.Integer()),
  outcome: Type.Enum(['added', 'changed', 'unchanged', 'not_found', 'not_understood']),
  movie_id: Type.Optional(Id),
  confidence: Type.Optional(Type.Number({ description: '1 for a match by id; less for one by title and year.' })),
  note: Type.Optional(Type.String()),
});
export type ImportRow = Static<typeof ImportRow>;

const ImportFields = {
  id: Id,
  status: Type.Enum(['queued', 'running', 'done', 'failed', 'undone']),
  dry_run: Type.Boolean(),
  file: Type.String({ description: 'The name of the file.' }),
  progress: Type.Object({ done: Type.Integer(), total: Type.Integer() }),
  source: Nullable(Type.Enum(['letterboxd', 'imdb', 'trakt', 'movielens'])),
  counts: Type.Object({
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    not_found: Type.Integer(),
    not_understood: Type.Integer(),
  }),
  error: Type.Optional(Type.String({ description: 'Why it failed, and what to do.' })),
  created_at: Timestamp,
};

export const ImportStarted = Type.Object({ id: Id, status: Type.String() });
export const ImportSummary = Type.Object(ImportFields);
export type ImportSummary = Static<typeof ImportSummary>;
export const ImportReport = Type.Object({ ...ImportFields, rows: Type.Array(ImportRow) });
export type ImportReport = Static<typeof ImportReport>;

export const ImportReportQuery = Type.Object({
  outcome: Type.Optional(Type.Enum(['added', 'changed', 'unchanged', 'not_found', 'not_understood'])),
  page: Paging.page,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 1_000 })),
});
export type ImportReportQuery = Static<typeof ImportReportQuery>;
