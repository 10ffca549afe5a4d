// An app with one operation for each kind of caller, whose answer says who called.
import { type Access, operation } from '@movies/contract';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { createApp } from '../http/app.ts';
import { type FindKey, withIdentity } from '../http/identity.ts';
import { answer, server } from '../http/serve.ts';
import { createLog } from '../log.ts';

const Who = Type.Object({ caller: Type.Any() });

export function operationFor<A extends Access>(access: A) {
  return operation({
    id: `who${access}`,
    method: 'GET',
    path: `/${access}`,
    service: 'auth',
    access,
    budget: 'read',
    group: 'test',
    summary: 'Who calls',
    replies: { 200: Who },
  });
}

export function guardedApp(findKey: FindKey): FastifyInstance {
  const app = createApp({ log: createLog('test', 'silent'), requestLevel: 'debug', newRequestId: () => 'id' });
  const serve = server(app, withIdentity(app, findKey));
  for (const access of ['public', 'optional', 'member', 'staff', 'admin'] as const) {
    serve(operationFor(access), async ({ caller }) => answer(200, { caller: caller ?? null }));
  }
  return app;
}
