import { useId } from 'react';
import { ReviewCard } from '../../reviews/review-card.tsx';
import { useLiveReviews } from '../../reviews/use-live-reviews.ts';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { words } from '../../words/index.ts';
import css from '../home.module.css';

const SHOWN = 6;

export function LatestReviews() {
  const id = useId();
  const { reviews, arrived, error, retry } = useLiveReviews(SHOWN);
  return (
    <section className={css.reviews} aria-labelledby={id}>
      <div className={css.live}>
        <h2 id={id}>{words.home.reviews}</h2>
        <p>{words.home.reviewsMore}</p>
      </div>
      {error && !reviews ? <ProblemNote error={error} retry={retry} /> : null}
      {reviews?.length === 0 && <Empty title={words.reviews.none} />}
      <ul className={css.columns}>
        {reviews?.map((review) => (
          <li key={review.id}>
            <ReviewCard review={review} namesFilm arrived={arrived.has(review.id)} />
          </li>
        ))}
        {!reviews && !error && <ReviewSkeletons />}
      </ul>
    </section>
  );
}

const PLACES = Array.from({ length: SHOWN }, (_, at) => at);

function ReviewSkeletons() {
  return PLACES.map((at) => (
    <li key={at} aria-hidden="true">
      <div className={css.reviewSkeleton}>
        <TextSkeleton lines={5} />
      </div>
    </li>
  ));
}
