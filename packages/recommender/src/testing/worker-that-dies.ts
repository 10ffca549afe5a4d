import { parentPort } from 'node:worker_threads';
import type { Order } from '../engine/worker.ts';

parentPort?.on('message', (order: Order) => {
  if (order === 'leave' || 'sit' in order) parentPort?.postMessage('done');
  else process.exit(1);
});
