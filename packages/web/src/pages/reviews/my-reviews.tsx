// Every review I wrote, to read and to edit in place.
import { myReviews, type Review } from '@movies/contract';
import { useState } from 'react';
import { patchItems, useMore } from '../../api/more.ts';
import { rate } from '../../movies/marks/marks.ts';
import { OwnReviewCard } from '../../reviews/own-review-card.tsx';
import { ReviewForm } from '../../reviews/review-form.tsx';
import { paths } from '../../routes/paths.ts';
import { readDraft } from '../../session/drafts.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { RatingControl } from '../../ui/stars.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { me } from '../../words/me.ts';
import css from '../reviews.module.css';
import { ListBar } from './list-bar.tsx';
import { ReviewSkeletons } from './review-skeletons.tsx';
import { useSort } from './use-sort.ts';

const SORTS = ['newest', 'likes', 'rating'] as const;
const IN_A_PAGE = 20;

export function MyReviews() {
  const [sort, setSort] = useSort(SORTS);
  const list = useMore(myReviews, { query: { sort, limit: IN_A_PAGE } });
  const { items, total, error, retry } = list;
  if (error && !items) return <ProblemNote error={error} retry={retry} />;
  if (!items) return <ReviewSkeletons />;
  if (items.length === 0) {
    return (
      <Empty title={me.reviews.noReviews} text={me.reviews.noReviewsMore}>
        <ButtonLink look="primary" to={paths.catalog()}>
          {me.reviews.findFilm}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <ListBar count={me.reviews.reviews(total)} sort={sort} sorts={me.reviews.reviewSorts} onSort={setSort} />
      <ul className={css.everyones}>
        {items.map((review) => (
          <li key={review.id}>
            <OneOfMine review={review} />
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
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
