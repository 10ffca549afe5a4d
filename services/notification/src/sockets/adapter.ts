// Remembers what a socket that lost its connection had joined, and what was said there meanwhile. Only for what is public:
// whoever comes back has to show again who they are, and what was missed is sent before they could.
import { Adapter, SessionAwareAdapter } from 'socket.io-adapter';
import { isPublic } from './rooms.ts';

type Broadcast = Parameters<SessionAwareAdapter['broadcast']>;
type Session = Parameters<SessionAwareAdapter['persistSession']>[0];

export class PublicMemory extends SessionAwareAdapter {
  override broadcast(packet: Broadcast[0], options: Broadcast[1]): void {
    const isForAll = [...options.rooms].every(isPublic);
    if (isForAll) super.broadcast(packet, options);
    else Adapter.prototype.broadcast.call(this, packet, options);
  }

  override persistSession(session: Session): void {
    super.persistSession({ ...session, data: undefined, rooms: session.rooms.filter(isPublic) });
  }
}
