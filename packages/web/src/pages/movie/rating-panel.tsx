import { type MovieInFull, myPrediction } from '@movies/contract';
import { useAnswer } from '../../api/hooks.ts';
import { Histogram } from '../../movies/histogram.tsx';
import { rate } from '../../movies/marks/marks.ts';
import { useMember } from '../../session/use-session.ts';
import { RatingControl, Stars } from '../../ui/stars.tsx';
import { format, words } from '../../words/index.ts';
import css from '../movie.module.css';

export function RatingPanel({ movie }: { movie: MovieInFull }) {
  const { id, title, my, histogram, rating_count } = movie;
  const rating = my?.rating ?? null;
  return (
    <section className={css.panel} aria-label={words.stars.label}>
      <div className={css.group}>
        <p className={css.label}>{words.stars.label}</p>
        <RatingControl
          label={`${words.stars.label}: ${title}`}
          value={rating}
          onRate={(given) => void rate(id, given)}
        />
        {rating === null && <Prediction id={id} />}
      </div>
      <div className={css.group}>
        <p className={css.label}>{words.movie.everyone}</p>
        <Mean movie={movie} />
      </div>
      {rating_count > 0 && <Histogram counts={histogram} />}
    </section>
  );
}

function Mean({ movie: { rating, rating_count } }: { movie: MovieInFull }) {
  if (rating === null) return <p>{words.movie.noRatings}</p>;
  return (
    <div className={css.mean}>
      <strong aria-hidden="true">{format.mean(rating)}</strong>
      <div className={css.meanStars}>
        <Stars value={rating} />
        <span>{rating_count > 0 ? words.movie.ratings(rating_count) : words.movie.noRatings}</span>
      </div>
    </div>
  );
}

/** Only where there is something to say: a guest, a newcomer, and a service that is away show nothing. */
function Prediction({ id }: { id: number }) {
  const member = useMember();
  const { data } = useAnswer(myPrediction, { params: { id } }, { enabled: member !== undefined, retry: false });
  const predicted = data?.body.predicted_rating ?? null;
  if (predicted === null) return null;
  const { spread } = data?.body ?? {};
  return (
    <p className={css.prediction}>
      <span>{words.movie.prediction}</span>
      <Stars value={predicted} silent />
      <span>
        {format.mean(predicted)}
        {spread ? `, ${words.movie.predictionSpread(spread)}` : ''}
      </span>
    </p>
  );
}
