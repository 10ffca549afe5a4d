// The outline of what is on its way, of the size it will have.
import { words } from '../words/index.ts';
import { classes } from './classes.ts';
import css from './skeleton.module.css';

export function PosterSkeleton() {
  return <span className={classes(css.skeleton, css.poster)} />;
}

const WIDTHS = ['92%', '100%', '84%', '97%', '61%'];

export function TextSkeleton({ lines = 3, width }: { lines?: number; width?: string }) {
  return (
    <span className={css.lines} aria-hidden="true">
      {WIDTHS.slice(0, lines).map((usual) => (
        <span key={usual} className={classes(css.skeleton, css.line)} style={{ width: width ?? usual }} />
      ))}
    </span>
  );
}

/** Says once, to a screen reader, that something is on its way. */
export function Loading() {
  return (
    <span role="status" className="visually-hidden">
      {words.states.loading}
    </span>
  );
}
