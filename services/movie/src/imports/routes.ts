// Bringing ratings and lists from elsewhere.
import multipart from '@fastify/multipart';
import { importReport, myImports, startImport as start, undoImport as undo } from '@movies/contract';
import { answer, pageHeaders, type Serve } from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { importsOf } from './imports.repository.ts';
import { reportOf } from './reports.ts';
import { startImport } from './starting.ts';
import { undoImport } from './undoing.ts';
import { UPLOAD_LIMITS } from './upload.ts';

export function importRoutes(app: FastifyInstance, serve: Serve, context: Context): void {
  app.register(async (forms) => {
    takesForms(forms);
    serve(
      start,
      async ({ query, caller, request }) => {
        const id = await startImport(context, caller, request, { dryRun: query.dry_run ?? false });
        return answer(202, { id, status: 'queued' }, { location: `${start.path}/${id}` });
      },
      forms,
    );
  });
  serve(myImports, async ({ caller }) => answer(200, await importsOf(context.database, caller.userId)));
  serve(importReport, async ({ params, query, caller, request }) => {
    const { report, total } = await reportOf(context.database, caller.userId, params.id, query);
    return answer(200, report, pageHeaders(request, query, total));
  });
  serve(undo, async ({ params, caller }) => {
    await undoImport(context, caller.userId, params.id);
    return answer(200, { message: 'The import is undone. What you changed since then has stayed.' });
  });
}

/** And nothing else, so that whoever sends another kind of body is told what is wanted. */
function takesForms(forms: FastifyInstance): void {
  forms.removeAllContentTypeParsers();
  forms.register(multipart, { limits: UPLOAD_LIMITS });
  forms.addContentTypeParser('*', (_request, _body, done) => done(null));
}
