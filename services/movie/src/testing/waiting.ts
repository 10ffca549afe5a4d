// For tests of what happens at the same moment.
import { eventually } from '@movies/testing';
import type { MovieUnderTest } from '../testing.ts';

/** Until so many statements wait for what somebody else holds. */
export async function untilWaiting({ context }: MovieUnderTest, count: number): Promise<void> {
  await eventually(async () => {
    const row = await context.database.row<{ waiting: number }>(
      `SELECT count(*) AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((row?.waiting ?? 0) < count) throw new Error(`${row?.waiting} wait`);
  });
}
