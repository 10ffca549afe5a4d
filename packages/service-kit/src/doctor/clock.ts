// Whether two machines agree on the time: tokens, schedules and limits count on it.
import { broken, doubtful, type Finding } from './finding.ts';

const DOUBTFUL_MS = 2_000;
const BROKEN_MS = 30_000;

export function clockFinding(subject: string, theirs: number, ours: number): Finding[] {
  const apart = Math.abs(theirs - ours);
  if (apart < DOUBTFUL_MS) return [];
  const says = `Its clock is ${Math.round(apart / 1_000)} s ${theirs > ours ? 'ahead of' : 'behind'} this machine's.`;
  const mend = 'Let both machines set their clocks by NTP.';
  return [apart < BROKEN_MS ? doubtful(subject, says, mend) : broken(subject, says, mend)];
}
