// One film of someone's list: why it is there, what they would probably give it, and what to do about it.
import type { Recommendation } from '@movies/contract';
import { putOn } from '../../movies/marks/marks.ts';
import { Poster } from '../../movies/poster.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { Button } from '../../ui/button.tsx';
import { PosterSkeleton, TextSkeleton } from '../../ui/skeleton.tsx';
import { format, words, yearOf } from '../../words/index.ts';
import { recommend as said } from '../../words/recommend.ts';
import css from './suggestion.module.css';

interface SuggestionProps extends Recommendation {
  isOnWatchlist: boolean;
  mark: (isOnWatchlist: boolean) => void;
  onDismiss: () => void;
}

export function Suggestion({ movie, predicted_rating, reason, isOnWatchlist, mark, onDismiss }: SuggestionProps) {
  return (
    <article className={css.item}>
      <PageLink to={paths.movie(movie.id)} aria-hidden="true" tabIndex={-1}>
        <Poster film={movie} sizes="(max-width: 40rem) 28vw, 9rem" />
      </PageLink>
      <div className={css.words}>
        <h2 className={css.title}>
          <PageLink to={paths.movie(movie.id)}>{movie.title}</PageLink>
        </h2>
        <p className={css.meta}>{metaOf(movie)}</p>
        <Predicted rating={predicted_rating} />
        <p className={css.reason}>{reason.text}</p>
        <div className={css.actions}>
          <Button
            small
            icon="bookmark"
            filled={isOnWatchlist}
            aria-pressed={isOnWatchlist}
            aria-label={said.watchlistOf(movie.title)}
            onClick={() => void setOnWatchlist(movie.id, !isOnWatchlist, mark)}
          >
            {said.toWatchlist}
          </Button>
          <Button look="quiet" small data-dismisses="" aria-label={said.dismissOf(movie.title)} onClick={onDismiss}>
            {said.dismiss}
          </Button>
        </div>
      </div>
    </article>
  );
}

export function metaOf({ release_date, directors, media_type }: Recommendation['movie']): string {
  const kind = media_type === 'tv' ? words.movie.series : '';
  return [yearOf(release_date) || '', kind, directors.slice(0, 2).join(', ')].filter(Boolean).join(' · ');
}

function Predicted({ rating }: { rating: number | null }) {
  if (rating === null) return null;
  return (
    <p className={css.predicted}>
      <span aria-hidden="true">
        <svg viewBox="0 0 1 1" width="18" height="18" fill="currentColor" aria-hidden="true">
          <path d="M.5 0l.146.321.35.04-.26.238.07.346L.5.773.193.945.264.6.004.361l.35-.04z" />
        </svg>
        <b>{format.mean(rating)}</b> {said.forYou}
      </span>
      <span className="visually-hidden">{said.predicted(Math.round(rating * 10) / 10)}</span>
    </p>
  );
}

async function setOnWatchlist(id: number, wanted: boolean, mark: SuggestionProps['mark']): Promise<void> {
  mark(wanted);
  if (!(await putOn('watchlist', id, wanted))) mark(!wanted);
}

const PLACES = Array.from({ length: 8 }, (_, at) => at);

export function SuggestionSkeletons() {
  return PLACES.map((at) => (
    <li key={at} aria-hidden="true">
      <div className={css.item}>
        <PosterSkeleton />
        <div className={css.words}>
          <TextSkeleton lines={4} />
        </div>
      </div>
    </li>
  ));
}
