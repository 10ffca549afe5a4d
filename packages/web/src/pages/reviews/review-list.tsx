// A list of reviews in an order that one chooses, whoever wrote them.
import type { Review } from '@movies/contract';
import type { ReactNode } from 'react';
import type { More } from '../../api/more.ts';
import { paths } from '../../routes/paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { me } from '../../words/me.ts';
import css from '../reviews.module.css';
import { ListBar } from './list-bar.tsx';
import { ReviewSkeletons } from './review-skeletons.tsx';

export const REVIEW_SORTS = ['newest', 'likes', 'rating'] as const;
type Sort = (typeof REVIEW_SORTS)[number];

interface ReviewListProps {
  list: More<Review>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** What is said where there is none. */
  none: { title: string; text: string };
  show: (review: Review) => ReactNode;
}

export function ReviewList({ list, sort, onSort, none, show }: ReviewListProps) {
  const { items, total, error, retry } = list;
  if (error && !items) return <ProblemNote error={error} retry={retry} />;
  if (!items) return <ReviewSkeletons />;
  if (items.length === 0) {
    return (
      <Empty {...none}>
        <ButtonLink look="primary" to={paths.catalog()}>
          {me.reviews.findFilm}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <ListBar count={me.reviews.reviews(total)} sort={sort} sorts={me.reviews.reviewSorts} onSort={onSort} />
      <ul className={css.everyones}>
        {items.map((review) => (
          <li key={review.id}>{show(review)}</li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}
