import { reviewsOf } from '@movies/contract';
import { useState } from 'react';
import { useMore } from '../../api/more.ts';
import { ReviewActions } from '../../reviews/review-actions.tsx';
import { ReviewCard } from '../../reviews/review-card.tsx';
import { Select } from '../../ui/field.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { me } from '../../words/me.ts';
import { person } from '../../words/person.ts';
import css from '../person.module.css';

type Sort = keyof typeof me.reviews.reviewSorts;

const SORTS = Object.entries(me.reviews.reviewSorts).map(([value, label]) => ({ value, label }));
const IN_A_PAGE = 12;

export function PersonReviews({ id, name }: { id: number; name: string }) {
  const [sort, setSort] = useState<Sort>('newest');
  const list = useMore(reviewsOf, { params: { id }, query: { sort, limit: IN_A_PAGE } });
  const { items, total, error, retry } = list;
  return (
    <section className={css.reviews} aria-labelledby="reviews">
      <div className={css.reviewsHead}>
        <h2 id="reviews">{person.allReviews(name)}</h2>
        {total > 1 && (
          <Select label={me.reviews.sort} value={sort} choices={SORTS} onChange={(value) => setSort(value as Sort)} />
        )}
      </div>
      {error && !items ? <ProblemNote error={error} retry={retry} /> : null}
      {!items && !error && <TextSkeleton lines={5} />}
      {items?.length === 0 && <p className={css.soft}>{person.noReviews}</p>}
      <ul className={css.columns}>
        {items?.map((review) => (
          <li key={review.id}>
            <ReviewCard review={review} namesFilm>
              <ReviewActions review={review} />
            </ReviewCard>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </section>
  );
}
