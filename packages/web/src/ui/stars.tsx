// Stars to look at, and stars to rate with: in halves, by mouse and touch, by keyboard and screen reader.
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { words } from '../words/index.ts';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import css from './stars.module.css';

const MOST = 5;
const STAR = 'M.5 0l.146.321.35.04-.26.238.07.346L.5.773.193.945.264.6.004.361l.35-.04z';
const ROW = Array.from({ length: MOST }, (_, at) => at);

function Row() {
  return (
    <svg viewBox="0 0 5 1" fill="currentColor" aria-hidden="true" focusable="false">
      {ROW.map((at) => (
        <path key={at} d={STAR} transform={`translate(${at * 1.0} .03)`} />
      ))}
    </svg>
  );
}

/** To look at. Says its value, unless what stands beside it does. */
export function Stars({ value, silent = false }: { value: number; silent?: boolean }) {
  const said = silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words.stars.ofFive(value) };
  return (
    <span className={css.shown} {...said}>
      <Row />
      <span className={css.filled} style={{ width: `${(value / MOST) * 100}%` }}>
        <Row />
      </span>
    </span>
  );
}

interface RatingControlProps {
  /** What it is a rating of, for those who do not see it. */
  label: string;
  value: number | null;
  onRate: (rating: number | null) => void;
  small?: boolean;
  large?: boolean;
}

/** How long the keyboard may rest before what it has chosen counts. */
const KEYBOARD_RESTS_MS = 600;

export function RatingControl({ label, value, onRate, small = false, large = false }: RatingControlProps) {
  const [preview, setPreview] = useState<number>();
  const [chosen, setChosen] = useDelayed(value, onRate);
  const track = useRef<HTMLDivElement>(null);
  const shown = preview ?? chosen ?? 0;
  const under = (event: PointerEvent) => valueAt(event.clientX, track.current);
  const rate = (rating: number | null) => {
    setPreview(undefined);
    if (rating !== value) onRate(rating);
  };
  return (
    <div className={classes(css.control, small && css.small, large && css.large, preview !== undefined && css.preview)}>
      <div
        ref={track}
        className={css.track}
        onPointerMove={(event) => setPreview(under(event))}
        onPointerDown={(event) => setPreview(under(event))}
        onPointerUp={(event) => rate(under(event))}
        onPointerLeave={() => setPreview(undefined)}
        onPointerCancel={() => setPreview(undefined)}
      >
        <Stars value={shown} silent />
        <input
          type="range"
          className={css.input}
          min={0}
          max={MOST}
          step={0.5}
          value={chosen ?? 0}
          aria-label={label}
          aria-valuetext={chosen === null ? words.stars.none : words.stars.value(chosen)}
          onChange={({ target }) => setChosen(Number(target.value) || null)}
        />
      </div>
      <span className={css.value} aria-hidden="true">
        {shown > 0 ? words.stars.short(shown) : ''}
      </span>
      {value !== null && <IconButton icon="close" label={words.stars.clear} onClick={() => onRate(null)} />}
    </div>
  );
}

function valueAt(x: number, track: HTMLElement | null): number {
  if (!track) return 0;
  const { left, width } = track.getBoundingClientRect();
  return Math.min(MOST, Math.max(0.5, Math.ceil(((x - left) / width) * MOST * 2) / 2));
}

/** What the keyboard chooses is seen at once and counts a moment later, so that passing by a value is not to give it. */
function useDelayed(value: number | null, settle: (value: number | null) => void) {
  const [chosen, setChosen] = useState<{ rating: number | null }>();
  const settled = useRef(settle);
  settled.current = settle;
  useEffect(() => {
    if (!chosen) return;
    const timer = setTimeout(() => {
      settled.current(chosen.rating);
      setChosen(undefined);
    }, KEYBOARD_RESTS_MS);
    return () => clearTimeout(timer);
  }, [chosen]);
  return [chosen ? chosen.rating : value, (rating: number | null) => setChosen({ rating })] as const;
}
