import type { ImportSummary } from '@movies/contract';
import { imports } from '../../words/import.ts';
import css from '../import.module.css';

export function StatusBadge({ status, dry_run }: Pick<ImportSummary, 'status' | 'dry_run'>) {
  const text = dry_run && status === 'done' ? imports.looked : imports.status[status];
  return (
    <span className={css.badge} data-status={dry_run ? 'dry' : status}>
      {text}
    </span>
  );
}
