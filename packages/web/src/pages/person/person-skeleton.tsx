import { Loading, TextSkeleton } from '../../ui/skeleton.tsx';
import css from '../person.module.css';

export function PersonSkeleton() {
  return (
    <div className={css.page}>
      <Loading />
      <div className={css.head} aria-hidden="true">
        <span className={css.initial} />
        <div className={css.who}>
          <TextSkeleton lines={4} />
        </div>
      </div>
      <div className={css.glance} aria-hidden="true">
        <div className={css.panel}>
          <TextSkeleton lines={5} />
        </div>
        <div className={css.panel}>
          <TextSkeleton lines={5} />
        </div>
        <div className={css.panel}>
          <TextSkeleton lines={5} />
        </div>
      </div>
    </div>
  );
}
