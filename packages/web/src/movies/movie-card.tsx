import type { ReactNode } from 'react';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { format, words, yearOf } from '../words/index.ts';
import type { Film } from './film.ts';
import css from './movie-card.module.css';
import { Poster } from './poster.tsx';

interface MovieCardProps {
  film: Film;
  /** Why it is here. */
  note?: ReactNode;
  /** What can be done with it here. */
  children?: ReactNode;
  sizes?: string;
}

export function MovieCard({ film, note, children, sizes = '(max-width: 40rem) 40vw, 180px' }: MovieCardProps) {
  return (
    <article className={css.card}>
      <PageLink to={paths.movie(film.id)} className={css.link}>
        <span className={css.frame}>
          <Poster film={film} sizes={sizes} />
        </span>
        <span className={css.title}>{film.title}</span>
      </PageLink>
      <FilmMeta film={film} />
      {note && <p className={css.note}>{note}</p>}
      {children}
    </article>
  );
}

/** The year, and the mean of all ratings. */
export function FilmMeta({ film: { release_date, rating, rating_count, media_type } }: { film: Film }) {
  const year = yearOf(release_date);
  return (
    <p className={css.meta}>
      {year > 0 && <span>{year}</span>}
      {media_type === 'tv' && <span>{words.movie.series}</span>}
      {rating !== null && (
        <span className={css.mean}>
          <svg viewBox="0 0 1 1" width="14" height="14" fill="currentColor" aria-hidden="true">
            <path d="M.5 0l.146.321.35.04-.26.238.07.346L.5.773.193.945.264.6.004.361l.35-.04z" />
          </svg>
          <span aria-hidden="true">{format.mean(rating)}</span>
          <span className="visually-hidden">{words.stars.mean(rating, rating_count)}</span>
        </span>
      )}
    </p>
  );
}
