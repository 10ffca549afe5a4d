import { Loading, TextSkeleton } from '../../ui/skeleton.tsx';
import css from '../reviews.module.css';

const PLACES = [1, 2, 3, 4, 5, 6];

export function ReviewSkeletons() {
  return (
    <div className={css.everyones}>
      <Loading />
      {PLACES.map((at) => (
        <div key={at} className={css.reviewSkeleton} aria-hidden="true">
          <TextSkeleton lines={5} />
        </div>
      ))}
    </div>
  );
}
