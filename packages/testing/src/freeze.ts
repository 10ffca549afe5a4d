// Holds a whole server where it stands, the way a machine that swaps or a paused container does: its connections stay
// open, nobody answers.
import { execFileSync } from 'node:child_process';

/** Stops a process and its children. Answers what lets them go on. */
export function freeze(processId: number): () => void {
  // The parent first: it can't make another child then.
  process.kill(processId, 'SIGSTOP');
  const all = [processId, ...childrenOf(processId)];
  send(all, 'SIGSTOP');
  return () => send(all, 'SIGCONT');
}

function childrenOf(processId: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === processId).map(([child = 0]) => child);
}

function send(processIds: number[], signal: NodeJS.Signals): void {
  for (const id of processIds) {
    try {
      process.kill(id, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
