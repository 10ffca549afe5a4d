import type { Review } from '@movies/contract';
import type { ReactNode } from 'react';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { classes } from '../ui/classes.ts';
import { Stars } from '../ui/stars.tsx';
import { format, words } from '../words/index.ts';
import css from './review-card.module.css';
import { ReviewText } from './review-text.tsx';

interface ReviewCardProps {
  review: Review;
  /** The film's poster, where the page is not about the film. */
  poster?: ReactNode;
  /** Whether to name the film. */
  namesFilm?: boolean;
  /** It came while one was looking. */
  arrived?: boolean;
  children?: ReactNode;
}

export function ReviewCard({ review, poster, namesFilm = false, arrived = false, children }: ReviewCardProps) {
  const { title, review: text, contains_spoilers, movie_id, movie_title } = review;
  return (
    <article className={classes(css.card, !poster && css.bare, arrived && css.arrived)}>
      {poster}
      <div className={css.body}>
        <ReviewHead review={review} />
        {namesFilm && (
          <PageLink to={paths.movie(movie_id)} className={css.film}>
            {movie_title}
          </PageLink>
        )}
        {title && <h3 className={css.title}>{title}</h3>}
        {review.hidden && <p className={css.head}>{words.reviews.hidden}</p>}
        <ReviewText text={text} spoils={contains_spoilers} />
        {children}
      </div>
    </article>
  );
}

function ReviewHead({ review: { user_id, username, rating, created_at, edited_at } }: { review: Review }) {
  return (
    <div className={css.head}>
      <PageLink to={paths.person(user_id)}>{username}</PageLink>
      {rating !== null && <Stars value={rating} />}
      <time dateTime={created_at} title={format.moment(created_at)}>
        {format.ago(created_at)}
      </time>
      {edited_at && <span>({words.reviews.edited})</span>}
    </div>
  );
}
