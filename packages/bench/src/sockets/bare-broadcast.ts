// The yardstick: a `ws` server that sends what it is told to all its clients.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.env.PORT), perMessageDeflate: false });
process.on('message', ({ text, times }: { text: string; times: number }) => {
  for (let count = 0; count < times; count += 1) for (const client of server.clients) client.send(text);
});
