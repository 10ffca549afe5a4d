// Many clients in one process, as light as they can be: what they cost must not be what is measured. They speak as much of
// Socket.IO's protocol as they need, or none.
import { once } from 'node:events';
import WebSocket from 'ws';

export type Order =
  | { order: 'open'; kind: 'socket.io' | 'ws'; url: string; count: number }
  | { order: 'expect'; messages: number };
export type Report = { open: number } | { times: number[] };

const AT_ONCE = 50;
let expected = 0;
let times: number[] = [];

/** The same clock in all processes. */
const now = () => performance.timeOrigin + performance.now();

function heard(): void {
  times.push(now());
  if (times.length === expected) process.send?.({ times } satisfies Report);
}

async function openSocketIo(url: string): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  await new Promise<void>((joined, failed) => {
    socket.on('error', failed);
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1');
      if (text === '2') socket.send('3');
      else if (text.startsWith('42["new_review"')) heard();
      else if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('40')) socket.send('420["join_notification",{"user_id":"x","room_id":"reviews"}]');
      else if (text.startsWith('430')) joined();
    });
  });
}

async function openPlain(url: string): Promise<void> {
  const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
  socket.on('message', heard);
  await once(socket, 'open');
}

process.on('message', async (order: Order) => {
  if (order.order === 'expect') {
    expected = order.messages;
    times = [];
    return;
  }
  const open = order.kind === 'ws' ? openPlain : openSocketIo;
  for (let done = 0; done < order.count; done += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, order.count - done) }, () => open(order.url)));
  process.send?.({ open: order.count } satisfies Report);
});
