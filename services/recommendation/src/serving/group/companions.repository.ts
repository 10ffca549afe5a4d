// People someone wants to see a film with.
import type { Sql } from '@movies/service-kit';

export interface Companion {
  user_id: number;
  username: string;
  in_groups: boolean;
}

export function companionsOf(sql: Sql, userIds: readonly number[]): Promise<Companion[]> {
  return sql.rows<Companion>(
    'SELECT user_id, username, in_groups FROM members WHERE user_id = ANY ($1) AND NOT gone ORDER BY user_id',
    [userIds],
  );
}
