// A worker of the team: takes a place in somebody's memory, and there takes pieces off the common counter until there are none
// left, phase after phase. When it leaves, the memory may go; another place may follow.
import { parentPort } from 'node:worker_threads';
import { compute, type Kernels, kernelsOver, type Piece } from './kernels.ts';

export interface Place {
  memory: WebAssembly.Memory;
  module: WebAssembly.Module | null;
  scratch: number;
}

export type Order = { sit: Place } | { work: readonly Piece[] } | 'leave';

interface Seat {
  kernels: Kernels;
  counter: Int32Array;
  scratch: number;
}

let seat: Seat | undefined;

parentPort?.on('message', (order: Order) => {
  if (order === 'leave') seat = undefined;
  else if ('sit' in order) seat = seatAt(order.sit);
  else if (seat) work(seat, order.work);
  parentPort?.postMessage('done');
});

function seatAt({ memory, module, scratch }: Place): Seat {
  return { kernels: kernelsOver(memory, module), counter: new Int32Array(memory.buffer, 0, 1), scratch };
}

function work({ kernels, counter, scratch }: Seat, pieces: readonly Piece[]): void {
  const next = () => pieces[Atomics.add(counter, 0, 1)];
  for (let piece = next(); piece; piece = next()) compute(kernels, piece, scratch);
}
