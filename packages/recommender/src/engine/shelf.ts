// Where a model lies once it is ready to serve: a memory, and in it what the kernels read. It takes time to put a model there,
// and none to serve from it. A shelf in shared memory may be sent to another thread.
import { ensureKernels, type Sharing } from '../build-kernels.ts';
import { type Kernels, kernelsOver } from './kernels.ts';
import { allocate, type Layout, layOut } from './memory.ts';

export interface Shelf<Part extends string> extends Layout<Part> {
  memory: WebAssembly.Memory;
  sharing: Sharing;
}

export function shelfFor<Part extends string>(
  parts: Record<Part, number>,
  sharing: Sharing,
  advice: string,
): Shelf<Part> {
  const layout = layOut(parts);
  return { ...layout, memory: allocate(layout.bytes, sharing === 'shared', advice), sharing };
}

const weights = new WeakMap<WebAssembly.Memory, WebAssembly.Memory>();

/** The kernels over a shelf, on the thread that asks. */
export async function kernelsAt({ memory, sharing }: Shelf<string>): Promise<Kernels> {
  if (sharing === 'shared') weigh(memory);
  return kernelsOver(memory, await ensureKernels(sharing));
}

/**
 * A shared memory counts for no thread's garbage collector, and one that nobody needs any more would lie there until something
 * else is collected. One of its size that nothing is ever written to takes no room and does count.
 */
function weigh(memory: WebAssembly.Memory): void {
  weights.set(memory, allocate(memory.buffer.byteLength, false, ''));
}
