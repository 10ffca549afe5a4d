// Every film I rated, and its stars to change in place.
import { myRatings, type RatedMovie } from '@movies/contract';
import { patchItems, useMore } from '../../api/more.ts';
import { rate } from '../../movies/marks/marks.ts';
import { FilmMeta } from '../../movies/movie-card.tsx';
import { Poster } from '../../movies/poster.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Loading, TextSkeleton } from '../../ui/skeleton.tsx';
import { RatingControl } from '../../ui/stars.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { me } from '../../words/me.ts';
import css from '../reviews.module.css';
import { ListBar } from './list-bar.tsx';
import { useSort } from './use-sort.ts';

const SORTS = ['newest', 'title', 'rating'] as const;
const IN_A_PAGE = 30;

export function MyRatings() {
  const [sort, setSort] = useSort(SORTS);
  const list = useMore(myRatings, { query: { sort, limit: IN_A_PAGE } });
  const { items, total, error, retry } = list;
  if (error && !items) return <ProblemNote error={error} retry={retry} />;
  if (!items) return <RatingsSkeleton />;
  if (items.length === 0) return <NoRatings />;
  return (
    <>
      <ListBar count={me.reviews.ratings(total)} sort={sort} sorts={me.reviews.ratingSorts} onSort={setSort} />
      <ul className={css.ratings}>
        {items.map((rated) => (
          <li key={rated.movie.id} className={css.rating}>
            <Rated {...rated} />
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}

function Rated({ movie, rating, updated_at }: RatedMovie) {
  return (
    <>
      <PageLink to={paths.movie(movie.id)} className={css.poster} aria-hidden="true" tabIndex={-1}>
        <Poster film={movie} sizes="64px" />
      </PageLink>
      <div className={css.film}>
        <PageLink to={paths.movie(movie.id)} className={css.title}>
          {movie.title}
        </PageLink>
        <FilmMeta film={movie} />
        <p className={css.when}>{me.reviews.rated(updated_at)}</p>
      </div>
      <div className={css.control}>
        <RatingControl
          small
          label={me.reviews.stars(movie.title)}
          value={rating}
          onRate={(next) => void changeRating(movie.id, next)}
        />
      </div>
    </>
  );
}

async function changeRating(id: number, rating: number | null): Promise<void> {
  const asBefore = patchItems<RatedMovie>(myRatings, (all) =>
    rating === null
      ? all.filter(({ movie }) => movie.id !== id)
      : all.map((one) => (one.movie.id === id ? { ...one, rating } : one)),
  );
  if (!(await rate(id, rating))) asBefore();
}

function NoRatings() {
  return (
    <Empty title={me.reviews.noRatings} text={me.reviews.noRatingsMore}>
      <ButtonLink look="primary" to={paths.firstRatings}>
        {me.reviews.rateTen}
      </ButtonLink>
      <ButtonLink to={paths.import}>{me.diary.import}</ButtonLink>
    </Empty>
  );
}

const PLACES = [1, 2, 3, 4, 5, 6, 7, 8];

function RatingsSkeleton() {
  return (
    <div className={css.ratings}>
      <Loading />
      {PLACES.map((at) => (
        <div key={at} className={css.ratingSkeleton} aria-hidden="true">
          <TextSkeleton lines={3} />
        </div>
      ))}
    </div>
  );
}
