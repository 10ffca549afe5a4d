// Every review I wrote, to read and to edit in place.
import { myReviews, type Review } from '@movies/contract';
import { useState } from 'react';
import { patchItems, useMore } from '../../api/more.ts';
import { rate } from '../../movies/marks/marks.ts';
import { OwnReviewCard } from '../../reviews/own-review-card.tsx';
import { ReviewForm } from '../../reviews/review-form.tsx';
import { readDraft } from '../../session/drafts.ts';
import { RatingControl } from '../../ui/stars.tsx';
import { me } from '../../words/me.ts';
import css from '../reviews.module.css';
import { REVIEW_SORTS, ReviewList } from './review-list.tsx';
import { useSort } from './use-sort.ts';

const IN_A_PAGE = 20;

export function MyReviews() {
  const [sort, onSort] = useSort(REVIEW_SORTS);
  const list = useMore(myReviews, { query: { sort, limit: IN_A_PAGE } });
  const none = { title: me.reviews.noReviews, text: me.reviews.noReviewsMore };
  return <ReviewList {...{ list, sort, onSort, none }} show={(review) => <OneOfMine review={review} />} />;
}

async function changeStars({ id, movie_id }: Review, rating: number | null): Promise<void> {
  const asBefore = patchItems<Review>(myReviews, (all) => all.map((one) => (one.id === id ? { ...one, rating } : one)));
  if (!(await rate(movie_id, rating))) asBefore();
}

function OneOfMine({ review }: { review: Review }) {
  const [isEditing, setEditing] = useState(() => readDraft(`review.${review.movie_id}`) !== undefined);
  const close = () => setEditing(false);
  if (!isEditing) return <OwnReviewCard review={review} namesFilm onEdit={() => setEditing(true)} />;
  return (
    <section className={css.editing} aria-label={me.reviews.editing(review.movie_title)}>
      <p className={css.eyebrow}>{review.movie_title}</p>
      <RatingControl
        small
        label={me.reviews.stars(review.movie_title)}
        value={review.rating}
        onRate={(rating) => void changeStars(review, rating)}
      />
      <ReviewForm
        movie={{ id: review.movie_id, title: review.movie_title }}
        review={review}
        onDone={close}
        onCancel={close}
      />
    </section>
  );
}
