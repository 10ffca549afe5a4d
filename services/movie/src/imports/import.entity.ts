import { EntitySchema } from 'typeorm';

export type Outcome = 'added' | 'changed' | 'unchanged' | 'not_found' | 'not_understood';
export type Source = 'letterboxd' | 'imdb' | 'trakt' | 'movielens';

export interface ImportEntry {
  id: number;
  user_id: number;
  /** `staging`: its file is still being read, and nobody is told of it. */
  status: 'staging' | 'queued' | 'running' | 'done' | 'failed' | 'undone';
  dry_run: boolean;
  file: string;
  source: Source | null;
  /** Whether its ratings turned out to be out of ten. */
  halved: boolean;
  done: number;
  total: number;
  added: number;
  changed: number;
  unchanged: number;
  not_found: number;
  not_understood: number;
  error: string;
  created_at: string;
  updated_at: string;
}

const number = { type: 'integer', default: 0 } as const;
const moment = { type: 'timestamptz', default: () => 'now()' } as const;

export const Import = new EntitySchema<ImportEntry>({
  name: 'Import',
  tableName: 'imports',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    user_id: { type: 'integer' },
    status: { type: 'varchar', length: 20, default: 'staging' },
    dry_run: { type: 'boolean' },
    file: { type: 'varchar', length: 255 },
    source: { type: 'varchar', length: 20, nullable: true },
    halved: { type: 'boolean', default: false },
    done: number,
    total: number,
    added: number,
    changed: number,
    unchanged: number,
    not_found: number,
    not_understood: number,
    error: { type: 'text', default: '' },
    created_at: moment,
    updated_at: moment,
  },
  checks: [
    {
      name: 'imports_status',
      expression: `status IN ('staging', 'queued', 'running', 'done', 'failed', 'undone')`,
    },
  ],
  indices: [
    { name: 'imports_of_user', columns: ['user_id', 'id'] },
    { name: 'imports_one_at_a_time', synchronize: false, columns: ['user_id'] },
  ],
});

/** What a line says: the film it names, and what its member did with it. */
export interface Said {
  /** Ours. */
  movie_id?: number;
  imdb_id?: string;
  tmdb_id?: number;
  movielens_id?: number;
  media_type?: 'movie' | 'tv';
  /** Of these, no other film is meant than the one with the id. */
  only_by_id?: boolean;
  rating?: number;
  /** Whether the rating may turn out to be out of ten. */
  any_scale?: boolean;
  rated_at?: string;
  liked?: boolean;
  bookmarked?: boolean;
  watched?: boolean;
  watched_at?: string;
  /** When what it says was so, as far as it is known. */
  at?: string;
  review?: string;
}

export interface ImportLine {
  place: number;
  file: string;
  line: number;
  title: string;
  year: number | null;
  said: Said;
  outcome?: Outcome | null;
  movie_id?: number | null;
  confidence?: number | null;
  note?: string;
}

const partOfImport = (name: string) => ({
  name,
  target: 'Import',
  columnNames: ['import_id'],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});

export const ImportRow = new EntitySchema<Required<ImportLine> & { import_id: number }>({
  name: 'ImportRow',
  tableName: 'import_rows',
  columns: {
    import_id: { type: 'integer', primary: true },
    place: { type: 'integer', primary: true },
    file: { type: 'varchar', length: 255 },
    line: { type: 'integer' },
    title: { type: 'varchar', length: 500 },
    year: { type: 'smallint', nullable: true },
    said: { type: 'jsonb' },
    outcome: { type: 'varchar', length: 20, nullable: true },
    movie_id: { type: 'integer', nullable: true },
    confidence: { type: 'real', nullable: true },
    note: { type: 'text', default: '' },
  },
  foreignKeys: [partOfImport('import_rows_import')],
  indices: [{ name: 'import_rows_by_outcome', columns: ['import_id', 'outcome', 'place'] }],
});

export type ChangeKind = 'rating' | 'liked' | 'bookmarked' | 'watched' | 'review';

export interface ChangeRow {
  import_id: number;
  movie_id: number;
  kind: ChangeKind;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

export const ImportChange = new EntitySchema<ChangeRow>({
  name: 'ImportChange',
  tableName: 'import_changes',
  columns: {
    import_id: { type: 'integer', primary: true },
    movie_id: { type: 'integer', primary: true },
    kind: { type: 'varchar', length: 20, primary: true },
    before: { type: 'jsonb', nullable: true },
    after: { type: 'jsonb' },
  },
  foreignKeys: [partOfImport('import_changes_import')],
});
