// How the auth service tells the gateway, in the answer itself, which tokens became void with it: the very next request is
// refused. The other gateways hear of it through the event log.
import type { SessionRevocation } from '@movies/contract';

export const REVOCATIONS_HEADER = 'x-revoked-sessions';
const MOST_IN_A_HEADER = 50;

export function revocationsHeader(revocations: SessionRevocation[]): Record<string, string> {
  if (revocations.length === 0) return {};
  const pairs = revocations.map(({ session_id, valid_from_version }) => `${session_id}:${valid_from_version}`);
  return { [REVOCATIONS_HEADER]: pairs.slice(0, MOST_IN_A_HEADER).join(',') };
}

export function readRevocations(header: string): SessionRevocation[] {
  return header.split(',').map((pair) => {
    const [session_id = '', version] = pair.split(':');
    return { session_id, valid_from_version: Number(version) };
  });
}
