import type { Profile } from '@movies/contract';
import { useSyncExternalStore } from 'react';
import { currentSession, onSession, type Session } from './session.ts';

export function useSession(): Session {
  return useSyncExternalStore(onSession, currentSession);
}

/** Who is logged in, if anyone. */
export function useMember(): Profile | undefined {
  const session = useSession();
  return session.kind === 'member' ? session.profile : undefined;
}
