// The one shape of everything that goes wrong, from the gateway and from every service.
import { type Static, Type } from 'typebox';

export const Problem = Type.Object({
  status: Type.Literal('error'),
  code: Type.String({ description: 'Stable name of what went wrong, for programs.' }),
  message: Type.String({ description: 'What went wrong and what to do, for people.' }),
  request_id: Type.String(),
  errors: Type.Optional(
    Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
      description: 'Every field of the request that is wrong.',
    }),
  ),
});
export type Problem = Static<typeof Problem>;

/** The failures an operation may answer by its own rules; what may refuse any of them is in `refusals.ts`. */
export function problems<const Status extends number>(...statuses: Status[]) {
  return Object.fromEntries(statuses.map((status) => [status, Problem])) as Record<Status, typeof Problem>;
}
