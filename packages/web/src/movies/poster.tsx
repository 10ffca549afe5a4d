// A film's poster: its picture, or one that is drawn where there is none or it does not come.
import { useState } from 'react';
import { PosterArt } from '../posters/poster-art.tsx';
import { type Film, factsOf } from './film.ts';
import css from './poster.module.css';

interface PosterProps {
  film: Film;
  /** How wide it is shown, as the `sizes` of an image. */
  sizes?: string;
  /** Whether it is seen first on its page. */
  first?: boolean;
}

const TMDB_SIZE = /(image\.tmdb\.org\/t\/p\/)w\d+\//;
const TMDB_WIDTHS = [154, 185, 342, 500, 780];

export function Poster({ film, sizes = '180px', first = false }: PosterProps) {
  const [isBroken, setBroken] = useState(false);
  const { poster_url: url } = film;
  return (
    <span className={css.poster}>
      {url && !isBroken ? (
        <img
          src={url}
          srcSet={srcSetOf(url)}
          sizes={sizes}
          alt=""
          width={342}
          height={513}
          loading={first ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => setBroken(true)}
        />
      ) : (
        <PosterArt facts={factsOf(film)} />
      )}
    </span>
  );
}

function srcSetOf(url: string): string | undefined {
  if (!TMDB_SIZE.test(url)) return undefined;
  return TMDB_WIDTHS.map((width) => `${url.replace(TMDB_SIZE, `$1w${width}/`)} ${width}w`).join(', ');
}
