// The film on top of the pile, with the stars to rate it by.
import type { Movie } from '@movies/contract';
import { Poster } from '../../movies/poster.tsx';
import { paths } from '../../routes/paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { PosterSkeleton, TextSkeleton } from '../../ui/skeleton.tsx';
import { RatingControl } from '../../ui/stars.tsx';
import { yearOf } from '../../words/index.ts';
import { recommend } from '../../words/recommend.ts';
import css from './first-ratings.module.css';

const said = recommend.quick;

interface DeckProps {
  film: Movie;
  beneath: readonly Movie[];
  onRate: (rating: number) => void;
  onSkip: () => void;
  onBack: (() => void) | undefined;
}

export function Deck({ film, beneath, onRate, onSkip, onBack }: DeckProps) {
  const names = film.directors.map(({ name }) => name).slice(0, 2);
  const meta = [yearOf(film.release_date) || '', names.join(', ')].filter(Boolean).join(' · ');
  return (
    <section className={css.deck} aria-label={said.deck} tabIndex={-1}>
      <div className={css.pile}>
        {beneath.toReversed().map((other) => (
          <div key={other.id} className={css.beneath} aria-hidden="true">
            <Poster film={other} sizes="20rem" first />
          </div>
        ))}
        <div key={film.id} className={css.top}>
          <Poster film={film} sizes="20rem" first />
        </div>
      </div>
      <div className={css.about}>
        <h2 className={css.title}>{film.title}</h2>
        <p className={css.meta}>{meta}</p>
        <RatingControl
          label={said.rate(film.title)}
          value={null}
          onRate={(rating) => rating !== null && onRate(rating)}
          large
        />
        <div className={css.actions}>
          <Button icon="left" look="quiet" disabled={!onBack} onClick={onBack}>
            {said.back}
          </Button>
          <Button onClick={onSkip}>{said.skip}</Button>
          {onBack && (
            <ButtonLink look="quiet" to={paths.recommended}>
              {said.stop}
            </ButtonLink>
          )}
        </div>
        <p className={css.keys}>{said.keys}</p>
      </div>
    </section>
  );
}

export function DeckSkeleton() {
  return (
    <div className={css.deck} aria-hidden="true">
      <div className={css.pile}>
        <PosterSkeleton />
      </div>
      <div className={css.about}>
        <TextSkeleton lines={3} />
      </div>
    </div>
  );
}
