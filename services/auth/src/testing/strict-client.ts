// A client that believes the contract: an answer of a status that the operation does not name is a failure of the test.
import { type Operation, refusalsOf } from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';

export function createStrictClient(url: string): Client {
  const ask = createClient(url);
  return async (operation, call) => {
    const answer = await ask(operation, call);
    const { status, body } = answer as { status: number; body: unknown };
    if (!isNamed(operation, status))
      throw new Error(`the contract does not say that ${operation.id} may answer ${status}: ${JSON.stringify(body)}`);
    return answer;
  };
}

const OF_THE_GATEWAY = new Set([403, 502, 504]);
/** Said before it is known which operation is meant. */
const HEADERS_TOO_LARGE = 431;

function isNamed(operation: Operation, status: number): boolean {
  const refusals = refusalsOf(operation).filter((refusal) => !OF_THE_GATEWAY.has(refusal));
  return status in operation.replies || [...refusals, HEADERS_TOO_LARGE].includes(status);
}
