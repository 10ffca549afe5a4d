// A plot: axes, and what is drawn between them at its own size, so that its letters are those of the page. It is a
// picture to a screen reader, which has the table beneath with the same numbers.
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { plots } from '../words/plots.ts';
import css from './plot.module.css';
import { type Scale, shareOf } from './scale.ts';

export interface Axis extends Scale {
  label: string;
  say: (value: number) => string;
}

/** Turns values into places. */
export interface Places {
  x: (value: number) => number;
  y: (value: number) => number;
}

interface PlotProps {
  title: string;
  /** What is to be seen, in a sentence or two. */
  text: string;
  x: Axis;
  y: Axis;
  height?: number;
  legend?: ReactNode;
  table: ReactNode;
  children: (places: Places) => ReactNode;
}

const MARGIN = { top: 12, right: 16, bottom: 46, left: 58 };

export function Plot({ title, text, x, y, height = 320, legend, table, children }: PlotProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [right, bottom] = [width - MARGIN.right, height - MARGIN.bottom];
  const places: Places = {
    x: (value) => MARGIN.left + shareOf(value, x) * (right - MARGIN.left),
    y: (value) => bottom - shareOf(value, y) * (bottom - MARGIN.top),
  };
  return (
    <figure className={css.plot} aria-labelledby={id}>
      <figcaption className={css.caption}>
        <h2 id={id}>{title}</h2>
        <p>{text}</p>
        {legend}
      </figcaption>
      <div ref={frame} className={css.frame}>
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${title}. ${text}`}
        >
          <Grid {...{ x, y, places, right, bottom }} />
          {children(places)}
        </svg>
      </div>
      <details className={css.table}>
        <summary>{plots.asTable}</summary>
        {table}
      </details>
    </figure>
  );
}

interface GridProps {
  x: Axis;
  y: Axis;
  places: Places;
  right: number;
  bottom: number;
}

function Grid({ x, y, places, right, bottom }: GridProps) {
  const middle = (MARGIN.left + right) / 2;
  return (
    <g>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line className={css.line} x1={MARGIN.left} x2={right} y1={places.y(tick)} y2={places.y(tick)} />
          <text className={css.tick} x={MARGIN.left - 8} y={places.y(tick)} dy="0.32em" textAnchor="end">
            {y.say(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} className={css.tick} x={places.x(tick)} y={bottom + 18} textAnchor="middle">
          {x.say(tick)}
        </text>
      ))}
      <text className={css.axis} x={middle} y={bottom + 40} textAnchor="middle">
        {x.label}
      </text>
      <text
        className={css.axis}
        transform={`translate(14 ${(MARGIN.top + bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        {y.label}
      </text>
    </g>
  );
}

/** Before it is known: that of a phone, which overflows nowhere. */
const SMALLEST = 320;

function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(SMALLEST);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, Math.round(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
