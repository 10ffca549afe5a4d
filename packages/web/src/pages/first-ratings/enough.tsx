// Ten ratings are there: what comes of them.
import { recommendedForMe } from '@movies/contract';
import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../api/hooks.ts';
import { MovieCard } from '../../movies/movie-card.tsx';
import { Rail, RailSkeleton } from '../../movies/rail.tsx';
import { paths } from '../../routes/paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { recommend } from '../../words/recommend.ts';
import css from './first-ratings.module.css';

const said = recommend.quick;
const SHOWN = 12;

interface EnoughProps {
  rated: number;
  arrived: () => Promise<unknown>;
  onGoOn: (() => void) | undefined;
}

export function Enough({ rated, arrived, onGoOn }: EnoughProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isReady, setReady] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it appears
  useEffect(() => {
    heading.current?.focus();
    void arrived().then(() => setReady(true));
  }, []);
  const { data } = useAnswer(
    recommendedForMe,
    { query: { limit: SHOWN } },
    { enabled: isReady, staleTime: 0, gcTime: 0 },
  );
  return (
    <section className={css.enough}>
      <div className={css.words}>
        <h2 ref={heading} tabIndex={-1} className={css.big}>
          {onGoOn ? said.enough : said.noMore}
        </h2>
        <p>{onGoOn ? said.enoughMore(rated) : said.noMoreMore}</p>
        <div className={css.actions}>
          <ButtonLink look="primary" to={paths.recommended}>
            {said.toList}
          </ButtonLink>
          {onGoOn && <Button onClick={onGoOn}>{said.goOn}</Button>}
        </div>
      </div>
      <Rail title={recommend.forMe} more={paths.recommended}>
        {isReady && data ? (
          data.body.map(({ movie, reason }) => (
            <li key={movie.id}>
              <MovieCard film={movie} note={reason.text} />
            </li>
          ))
        ) : (
          <RailSkeleton />
        )}
      </Rail>
    </section>
  );
}
