// How ratings are spread, from half a star to five; a list of numbers for those who do not see it.
import { format, words } from '../words/index.ts';
import css from './histogram.module.css';

/** How many ratings of 0, 0.5, 1, … 5; those of nothing stand with those of half a star. */
export function Histogram({ counts }: { counts: readonly number[] }) {
  const [none = 0, half = 0, ...others] = counts;
  const bars = [none + half, ...others];
  const most = Math.max(1, ...bars);
  return (
    <figure>
      <figcaption className="visually-hidden">{words.movie.histogram}</figcaption>
      <ul className={css.histogram}>
        {bars.map((count, at) => {
          const rating = (at + 1) / 2;
          const said = words.movie.histogramBar(rating, count);
          return (
            <li key={rating} className={css.bar} style={{ height: `${(count / most) * 100}%` }} title={said}>
              <span className="visually-hidden">{said}</span>
            </li>
          );
        })}
      </ul>
      <div className={css.axis} aria-hidden="true">
        <span>{format.stars(0.5)}</span>
        <span>{format.stars(5)}</span>
      </div>
    </figure>
  );
}
