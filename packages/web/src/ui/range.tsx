// A slider between two words.
import { useId } from 'react';
import css from './range.module.css';

interface RangeProps {
  label: string;
  /** What its ends stand for. */
  low: string;
  high: string;
  /** From 0 to 1. */
  value: number;
  onChange: (value: number) => void;
  /** A value in words. */
  say: (value: number) => string;
}

export function Range({ label, low, high, value, onChange, say }: RangeProps) {
  const id = useId();
  return (
    <div className={css.range}>
      <div className={css.head}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className={css.value}>
          {say(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        aria-valuetext={say(value)}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <div className={css.ends} aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </div>
  );
}
