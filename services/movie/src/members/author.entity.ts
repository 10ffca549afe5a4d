import { EntitySchema } from 'typeorm';

/** A member as others see them. */
export interface AuthorRow {
  user_id: number;
  username: string;
  name: string;
  gone: boolean;
}

export const Author = new EntitySchema<AuthorRow>({
  name: 'Author',
  tableName: 'authors',
  columns: {
    user_id: { type: 'integer', primary: true },
    username: { type: 'varchar', length: 32, default: '' },
    name: { type: 'varchar', length: 255, default: '' },
    gone: { type: 'boolean', default: false },
  },
});
