import * as contract from '@movies/contract';
import { answer, pageHeaders, pageOf, revocationsHeader, type Serve } from '@movies/service-kit';
import { listPeople } from '../accounts/accounts.repository.ts';
import { readTrail } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { changeRoles } from './roles.ts';

export function administrationRoutes(serve: Serve, context: Context): void {
  const { database } = context;

  serve(contract.listPeople, async ({ query, request }) => {
    const { people, total } = await listPeople(database, { ...query, ...pageOf(query) });
    return answer(200, people, pageHeaders(request, query, total));
  });

  serve(contract.changeRoles, async ({ params, caller, body }) => {
    const { person, revocations } = await changeRoles(context, caller, params.id, body);
    return answer(200, person, revocationsHeader(revocations));
  });

  serve(contract.auditTrail, async ({ query, request }) => {
    const { entries, total } = await readTrail(database, { ...query, ...pageOf(query) });
    return answer(200, entries, pageHeaders(request, query, total));
  });
}
