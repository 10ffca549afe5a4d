// A row of films that runs sideways, under a heading.
import { type ReactNode, useId, useRef } from 'react';
import { PageLink } from '../routes/page-link.tsx';
import { IconButton } from '../ui/button.tsx';
import { PosterSkeleton, TextSkeleton } from '../ui/skeleton.tsx';
import { words } from '../words/index.ts';
import css from './rail.module.css';

interface RailProps {
  title: string;
  /** Where all of it is. */
  more?: string;
  moreLabel?: string;
  children: ReactNode;
}

/** Its children are `li`. */
export function Rail({ title, more, moreLabel = words.home.seeAll, children }: RailProps) {
  const id = useId();
  const items = useRef<HTMLUListElement>(null);
  const move = (direction: number) => {
    const list = items.current;
    list?.scrollBy({ left: direction * list.clientWidth * 0.8, behavior: 'smooth' });
  };
  return (
    <section className={css.rail} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        {more && (
          <PageLink to={more} className={css.more}>
            {moreLabel}
            <span className="visually-hidden">: {title}</span>
          </PageLink>
        )}
        {/* The keyboard has the links themselves. */}
        <div className={css.moves} aria-hidden="true">
          <IconButton icon="left" label={words.catalog.previous} tabIndex={-1} onClick={() => move(-1)} />
          <IconButton icon="right" label={words.catalog.next} tabIndex={-1} onClick={() => move(1)} />
        </div>
      </div>
      <ul ref={items} className={css.items}>
        {children}
      </ul>
    </section>
  );
}

const PLACES = Array.from({ length: 10 }, (_, at) => at);

export function RailSkeleton() {
  return PLACES.map((at) => (
    <li key={at} aria-hidden="true">
      <PosterSkeleton />
      <span className={css.text}>
        <TextSkeleton lines={2} />
      </span>
    </li>
  ));
}
