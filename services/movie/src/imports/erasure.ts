// The imports of a member who leaves.
import type { Sql } from '@movies/service-kit';
import { removeImport } from './imports.repository.ts';

export async function eraseImports(sql: Sql, userId: number): Promise<void> {
  const imports = await sql.rows<{ id: number }>('SELECT id FROM imports WHERE user_id = $1 ORDER BY id', [userId]);
  for (const { id } of imports) await removeImport(sql, id);
}
