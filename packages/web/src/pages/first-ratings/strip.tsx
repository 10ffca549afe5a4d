// How far one has come: frames of a film, each with what was rated.
import { Poster } from '../../movies/poster.tsx';
import { recommend } from '../../words/recommend.ts';
import css from './first-ratings.module.css';
import type { Said } from './use-pile.ts';

const said = recommend.quick;

interface StripProps {
  goal: number;
  before: number;
  answers: readonly Said[];
}

export function Strip({ goal, before, answers }: StripProps) {
  const films = answers.filter(({ rating }) => rating !== null).map(({ film }) => film);
  const done = Math.min(goal, before + films.length);
  const earlier = Math.min(before, Math.max(0, goal - films.length));
  const shown = films.slice(-(goal - earlier) || films.length);
  return (
    <div className={css.progress}>
      <div
        className={css.strip}
        role="progressbar"
        aria-label={said.strip}
        aria-valuemin={0}
        aria-valuemax={goal}
        aria-valuenow={done}
        aria-valuetext={said.progress(done, goal)}
      >
        {Array.from({ length: goal }, (_, at) => at).map((at) => {
          const film = shown[at - earlier];
          if (film) return <Poster key={at} film={film} sizes="40px" />;
          return <span key={at} className={at < earlier ? css.full : css.frame} />;
        })}
      </div>
      <p aria-hidden="true">{said.progress(before + films.length, Math.max(goal, before + films.length))}</p>
    </div>
  );
}
