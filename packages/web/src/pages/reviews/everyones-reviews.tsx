// The reviews of everyone.
import { latestReviews } from '@movies/contract';
import { useMore } from '../../api/more.ts';
import { ReviewActions } from '../../reviews/review-actions.tsx';
import { ReviewCard } from '../../reviews/review-card.tsx';
import { paths } from '../../routes/paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { me } from '../../words/me.ts';
import css from '../reviews.module.css';
import { ListBar } from './list-bar.tsx';
import { ReviewSkeletons } from './review-skeletons.tsx';
import { useSort } from './use-sort.ts';

const SORTS = ['newest', 'likes', 'rating'] as const;
const IN_A_PAGE = 24;

export function EveryonesReviews() {
  const [sort, setSort] = useSort(SORTS);
  const list = useMore(latestReviews, { query: { sort, limit: IN_A_PAGE } });
  const { items, total, error, retry } = list;
  if (error && !items) return <ProblemNote error={error} retry={retry} />;
  if (!items) return <ReviewSkeletons />;
  if (items.length === 0) {
    return (
      <Empty title={me.reviews.noneAtAll} text={me.reviews.noneAtAllMore}>
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
            <ReviewCard review={review} namesFilm>
              <ReviewActions review={review} />
            </ReviewCard>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}
