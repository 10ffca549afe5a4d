// Shows how far something is: a bar on a terminal, elsewhere a line now and then.
import type { WriteStream } from 'node:tty';

const BAR = 30;
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

export interface Progress {
  show(step: string, done: number, share: number): void;
  end(): void;
}

export function progressOn(out: Pick<WriteStream, 'isTTY' | 'write'>): Progress {
  let shownAt = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    show: (step, done, share) => {
      const now = performance.now();
      if (share < 1 && now - shownAt < (out.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS)) return;
      shownAt = now;
      isOpen = out.isTTY;
      const words = `${step} ${done.toLocaleString('en')} (${Math.floor(share * 100)} %)`;
      out.write(out.isTTY ? `\r\x1b[K${bar(share)} ${words}` : `${words}\n`);
    },
    end: () => {
      if (isOpen) out.write('\n');
      isOpen = false;
    },
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
}
