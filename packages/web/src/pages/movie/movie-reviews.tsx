// All reviews of a film, mine first. What is written while one looks is shown when one asks for it, so that nothing one reads
// moves away.
import { type MovieInFull, type Review, type ReviewListQuery, reviewsOfMovie } from '@movies/contract';
import { useEffect, useId, useState } from 'react';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { pagesOf } from '../../api/paging.ts';
import { hearReviews } from '../../live/live.ts';
import { MyReview } from '../../reviews/my-review.tsx';
import { ReviewActions } from '../../reviews/review-actions.tsx';
import { ReviewCard } from '../../reviews/review-card.tsx';
import { useMember } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { words } from '../../words/index.ts';
import css from '../movie.module.css';
import own from './movie-reviews.module.css';

type Sort = NonNullable<ReviewListQuery['sort']>;
const SORTS: Sort[] = ['newest', 'likes', 'rating'];
const A_PAGE = 10;
const MOST_AT_ONCE = 100;

export function MovieReviews({ movie }: { movie: MovieInFull }) {
  const id = useId();
  const member = useMember();
  const [sort, setSort] = useState<Sort>('newest');
  const [limit, setLimit] = useState(A_PAGE);
  const { data, error, refetch } = useAnswer(
    reviewsOfMovie,
    { params: { id: movie.id }, query: { sort, limit } },
    { keep: true },
  );
  const fresh = useFresh(movie.id, member?.id);
  const others = data?.body.filter(({ user_id }) => user_id !== member?.id);
  const { total } = data ? pagesOf(data.headers) : { total: 0 };
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={own.head}>
        <h2 id={id}>{words.reviews.title}</h2>
        {total > 1 && <SortButtons sort={sort} onSort={setSort} />}
      </div>
      <MyReview movie={movie} />
      {fresh.count > 0 && (
        <Button icon="down" onClick={fresh.show}>
          {words.reviews.new(fresh.count)}
        </Button>
      )}
      {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error && <TextSkeleton lines={5} />}
      {data && total === 0 && <Empty title={words.reviews.none} text={words.reviews.noneMore} />}
      <ul className={own.list}>
        {others?.map((review) => (
          <OneReview key={review.id} review={review} />
        ))}
      </ul>
      {total > limit && limit < MOST_AT_ONCE && (
        <div>
          <Button onClick={() => setLimit(Math.min(MOST_AT_ONCE, limit + 2 * A_PAGE))}>{words.reviews.more}</Button>
        </div>
      )}
    </section>
  );
}

function OneReview({ review }: { review: Review }) {
  return (
    <li>
      <ReviewCard review={review}>
        <ReviewActions review={review} />
      </ReviewCard>
    </li>
  );
}

function SortButtons({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent
    <div className={own.sorts} role="group" aria-label={words.reviews.sort}>
      {SORTS.map((one) => (
        <Button key={one} look="quiet" small aria-pressed={sort === one} onClick={() => onSort(one)}>
          {words.reviews.sorts[one]}
        </Button>
      ))}
    </div>
  );
}

/** How many reviews others have written since the list was read. */
function useFresh(movieId: number, me: number | undefined) {
  const [count, setCount] = useState(0);
  useEffect(
    () =>
      hearReviews(
        movieId,
        ({ movie_id, user_id }) => movie_id === movieId && user_id !== me && setCount((known) => known + 1),
      ),
    [movieId, me],
  );
  const show = () => {
    setCount(0);
    void outdate(reviewsOfMovie);
  };
  return { count, show };
}
