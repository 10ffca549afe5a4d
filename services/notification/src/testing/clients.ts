// Clients of the sockets, as plain as anyone's.
import type {
  ClientToServerEvents,
  NewReview,
  Notification,
  ServerToClientEvents,
  SocketAnswer,
} from '@movies/contract';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

export interface TestClient {
  socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  /** What it got, in order. */
  reviews: NewReview[];
  notifications: Notification[];
  messages: string[];
  ask(event: string, ...said: unknown[]): Promise<SocketAnswer>;
}

const open: Socket[] = [];

type Options = Partial<ManagerOptions & SocketOptions> & { token?: string };

/** Rejects with what the server says where it does not let the client in. */
export async function connect(url: string, options: Options = {}): Promise<TestClient> {
  const client = newClient(url, options);
  await new Promise<void>((connected, refused) => {
    client.socket.once('connect', connected);
    client.socket.once('connect_error', refused);
    client.socket.connect();
  });
  return client;
}

export function newClient(url: string, { token, ...options }: Options = {}): TestClient {
  const socket: TestClient['socket'] = io(url, {
    transports: ['websocket'],
    forceNew: true,
    autoConnect: false,
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    ...(token === undefined ? {} : { auth: { token } }),
    ...options,
  });
  open.push(socket as Socket);
  const client: TestClient = {
    socket,
    reviews: [],
    notifications: [],
    messages: [],
    ask: (event, ...said) => (socket as Socket).timeout(5_000).emitWithAck(event, ...said),
  };
  socket.on('new_review', (review) => client.reviews.push(review));
  socket.on('notification', (notification) => client.notifications.push(notification));
  socket.on('message', ({ message }) => client.messages.push(message));
  return client;
}

export function closeClients(): void {
  for (const socket of open.splice(0)) socket.disconnect();
}

/** Why a socket was closed, once it is. */
export function closed({ socket }: TestClient): Promise<string> {
  return new Promise((tell) => {
    socket.once('disconnect', tell);
  });
}
