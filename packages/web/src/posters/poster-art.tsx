// A drawn poster as SVG. It says nothing to a screen reader: what stands beside it does.
import { memo } from 'react';
import { HEIGHT, type Lettering, type PosterFacts, type Shape, WIDTH } from './canvas.ts';
import { drawPoster } from './draw.ts';
import css from './poster-art.module.css';

export const PosterArt = memo(function PosterArt({ facts }: { facts: PosterFacts }) {
  const { ground, shapes, lettering } = drawPoster(facts);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={css.art} aria-hidden="true" focusable="false">
      <rect width={WIDTH} height={HEIGHT} fill={ground} />
      {shapes.map(drawShape)}
      {lettering.map(drawLetters)}
    </svg>
  );
}, isSameFilm);

function isSameFilm({ facts: a }: { facts: PosterFacts }, { facts: b }: { facts: PosterFacts }): boolean {
  return a.id === b.id && a.title === b.title && a.year === b.year && a.genres.join() === b.genres.join();
}

function drawShape({ d, fill, opacity, line }: Shape, index: number) {
  const ink = line === undefined ? { fill } : { fill: 'none', stroke: fill, strokeWidth: line };
  return <path key={index} d={d} opacity={opacity} {...ink} />;
}

function drawLetters({ text, x, y, size, face, fill, anchor, tracking }: Lettering, index: number) {
  return (
    <text
      key={index}
      x={x}
      y={y}
      fill={fill}
      fontSize={size}
      textAnchor={anchor}
      letterSpacing={tracking || undefined}
      className={css[face]}
    >
      {text}
    </text>
  );
}
