// A worker of the team: takes calls off the common counter until there are none left, phase after phase.
import { parentPort, workerData } from 'node:worker_threads';
import { type KernelName, kernelsOver } from './kernels.ts';

interface Place {
  memory: WebAssembly.Memory;
  module: WebAssembly.Module | null;
  scratch: number;
}

export interface Phase {
  kernel: KernelName;
  calls: readonly number[][];
}

const { memory, module, scratch } = workerData as Place;
const kernels = kernelsOver(memory, module);
const counter = new Int32Array(memory.buffer, 0, 1);

parentPort?.on('message', ({ kernel, calls }: Phase) => {
  for (let call = calls[Atomics.add(counter, 0, 1)]; call; call = calls[Atomics.add(counter, 0, 1)]) {
    kernels[kernel](...call, scratch);
  }
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
