import type { MovieInFull } from '@movies/contract';
import { Fragment } from 'react';
import { MarkButtons } from '../../movies/marks/mark-buttons.tsx';
import { NOTHING } from '../../movies/marks/marks.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { PageTitle } from '../../routes/page-title.tsx';
import { paths } from '../../routes/paths.ts';
import { words, yearOf } from '../../words/index.ts';
import css from '../movie.module.css';

export function MovieWords({ movie }: { movie: MovieInFull }) {
  const { id, title, release_date, tagline, overview, genres, my } = movie;
  const year = yearOf(release_date);
  return (
    <div className={css.words}>
      <div className={css.head}>
        <PageTitle title={year > 0 ? `${title} (${year})` : title} className={css.title}>
          {title}
        </PageTitle>
        <Meta movie={movie} />
      </div>
      <div className={css.rest}>
        {tagline && <p className={css.tagline}>{tagline}</p>}
        <p className={css.overview}>{overview || words.movie.noOverview}</p>
        <ul className={css.chips} aria-label={words.movie.genres}>
          {genres.map(({ id: genre, name }) => (
            <li key={genre}>
              <PageLink to={paths.catalog({ genre: name })}>{name}</PageLink>
            </li>
          ))}
        </ul>
        <MarkButtons id={id} my={my ?? NOTHING} />
      </div>
    </div>
  );
}

function Meta({ movie: { release_date, runtime, media_type, directors } }: { movie: MovieInFull }) {
  const year = yearOf(release_date);
  return (
    <p className={css.meta}>
      {year > 0 && <PageLink to={paths.catalog({ year })}>{year}</PageLink>}
      {media_type === 'tv' && <span>{words.movie.series}</span>}
      {runtime !== null && runtime > 0 && <span>{words.movie.minutes(runtime)}</span>}
      {directors.length > 0 && (
        <span>
          {directors.map(({ id, name }, at) => (
            <Fragment key={id}>
              {at > 0 && ', '}
              <PageLink to={paths.catalog({ person: name })}>{name}</PageLink>
            </Fragment>
          ))}
        </span>
      )}
    </p>
  );
}
