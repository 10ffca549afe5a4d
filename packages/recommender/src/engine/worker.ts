// A worker of the team: takes pieces off the common counter until there are none left, phase after phase.
import { parentPort, workerData } from 'node:worker_threads';
import { compute, kernelsOver, type Piece } from './kernels.ts';

interface Place {
  memory: WebAssembly.Memory;
  module: WebAssembly.Module | null;
  scratch: number;
}

const { memory, module, scratch } = workerData as Place;
const kernels = kernelsOver(memory, module);
const counter = new Int32Array(memory.buffer, 0, 1);

parentPort?.on('message', (pieces: readonly Piece[]) => {
  const next = () => pieces[Atomics.add(counter, 0, 1)];
  for (let piece = next(); piece; piece = next()) compute(kernels, piece, scratch);
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
