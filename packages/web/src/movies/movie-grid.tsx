// Films in rows that fill the page.
import type { ReactNode } from 'react';
import { PosterSkeleton, TextSkeleton } from '../ui/skeleton.tsx';
import css from './movie-grid.module.css';

/** Its children are `li`. */
export function MovieGrid({ children }: { children: ReactNode }) {
  return <ul className={css.grid}>{children}</ul>;
}

export function GridSkeleton({ count = 20 }: { count?: number }) {
  return (
    <div className={css.grid} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => at).map((at) => (
        <span key={at}>
          <PosterSkeleton />
          <span className={css.text}>
            <TextSkeleton lines={2} />
          </span>
        </span>
      ))}
    </div>
  );
}
