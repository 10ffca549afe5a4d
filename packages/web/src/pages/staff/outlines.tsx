import { Loading, TextSkeleton } from '../../ui/skeleton.tsx';
import css from './staff.module.css';

const PLACES = Array.from({ length: 6 }, (_, at) => at);

/** Rows that are on their way. */
export function Outlines() {
  return (
    <>
      <Loading />
      <ul className={css.rows} aria-hidden="true">
        {PLACES.map((at) => (
          <li key={at}>
            <div className={css.row}>
              <TextSkeleton lines={3} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
