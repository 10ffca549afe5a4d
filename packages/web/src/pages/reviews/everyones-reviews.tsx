// The reviews of everyone.
import { latestReviews } from '@movies/contract';
import { useMore } from '../../api/more.ts';
import { ReviewActions } from '../../reviews/review-actions.tsx';
import { ReviewCard } from '../../reviews/review-card.tsx';
import { me } from '../../words/me.ts';
import { REVIEW_SORTS, ReviewList } from './review-list.tsx';
import { useSort } from './use-sort.ts';

const IN_A_PAGE = 24;

export function EveryonesReviews() {
  const [sort, onSort] = useSort(REVIEW_SORTS);
  const list = useMore(latestReviews, { query: { sort, limit: IN_A_PAGE } });
  const none = { title: me.reviews.noneAtAll, text: me.reviews.noneAtAllMore };
  return (
    <ReviewList
      {...{ list, sort, onSort, none }}
      show={(review) => (
        <ReviewCard review={review} namesFilm>
          <ReviewActions review={review} />
        </ReviewCard>
      )}
    />
  );
}
