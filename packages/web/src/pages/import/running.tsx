import type { ImportReport } from '@movies/contract';
import { imports } from '../../words/import.ts';
import css from '../import.module.css';

export function Running({ status, progress: { done, total } }: ImportReport) {
  const said = status === 'queued' ? imports.waiting : total > 0 ? imports.progress(done, total) : imports.reading;
  return (
    <div className={css.running}>
      <progress className={css.progress} max={Math.max(total, 1)} value={done} aria-label={imports.title} />
      <p role="status">{said}</p>
      <p className={css.soft}>{imports.leave}</p>
    </div>
  );
}
