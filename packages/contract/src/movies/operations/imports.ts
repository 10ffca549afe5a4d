// Bringing ratings and lists from elsewhere.
import { Type } from 'typebox';
import { ById, Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import * as L from '../schemas/imports.ts';

const imports = { service: 'movie', group: 'Imports', access: 'member' } as const;

export const startImport = operation({
  ...imports,
  id: 'startImport',
  method: 'POST',
  path: '/api/user/imports',
  budget: 'heavy',
  summary: 'Import an export of Letterboxd, IMDb, Trakt or MovieLens',
  description:
    'A form (`multipart/form-data`) with the CSV, JSON or ZIP as `file`. It becomes a job; ask for its report.',
  query: L.ImportOptions,
  replies: { 202: L.ImportStarted, ...problems(400, 401, 409, 413, 415) },
  streams: true,
  deadlineMs: 600_000,
});

export const myImports = operation({
  ...imports,
  id: 'myImports',
  method: 'GET',
  path: '/api/user/imports',
  budget: 'read',
  summary: 'My imports, newest first',
  replies: { 200: Type.Array(L.ImportSummary), ...problems(401) },
});

export const importReport = operation({
  ...imports,
  id: 'importReport',
  method: 'GET',
  path: '/api/user/imports/:id',
  budget: 'read',
  summary: 'What became of an import, row by row',
  params: ById,
  query: L.ImportReportQuery,
  replies: { 200: L.ImportReport, ...problems(400, 401, 404) },
});

export const undoImport = operation({
  ...imports,
  id: 'undoImport',
  method: 'DELETE',
  path: '/api/user/imports/:id',
  budget: 'write',
  summary: 'Undo an import',
  description: 'What it added goes, what it changed is as before; what I changed since then stays.',
  params: ById,
  replies: { 200: Message, ...problems(400, 401, 404, 409) },
  deadlineMs: 30_000,
});
