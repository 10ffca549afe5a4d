// Whether someone may still be asked about.
import { AppError, type Caller, type Sql } from '@movies/service-kit';

/** Whoever never did anything here may be a member all the same; whoever left is not. */
export async function refuseGone(sql: Sql, userId: number): Promise<void> {
  const gone = await sql.row('SELECT FROM authors WHERE user_id = $1 AND gone', [userId]);
  if (gone) throw new AppError('missing', 'person_not_found', `There is no person ${userId}.`);
}

/** What moderators took out of sight is still shown to who wrote it, and to staff. */
export function seesHidden(viewer: Caller | undefined, authorId: number): boolean {
  return viewer !== undefined && (viewer.isStaff || viewer.userId === authorId);
}
