// A person's initial, drawn with shapes that are always the same for them.
import css from '../person.module.css';

const GROUNDS = ['#8c1c0f', '#1f4d5c', '#5b3a6e', '#2f5d3a', '#7a4a12', '#27364f'] as const;
const SHAPES = ['#f2b134', '#ee7a55', '#e8d9b8', '#7fc4b8', '#e6a5b4'] as const;

export function Initial({ id, name }: { id: number; name: string }) {
  const ground = GROUNDS[id % GROUNDS.length];
  const shape = SHAPES[(id * 7) % SHAPES.length];
  const turn = (id * 45) % 360;
  return (
    <svg viewBox="0 0 100 100" className={css.initial} aria-hidden="true">
      <rect width="100" height="100" fill={ground} />
      <g fill={shape} opacity="0.9" transform={`rotate(${turn} 50 50)`}>
        {id % 3 === 0 && <circle cx="78" cy="26" r="34" />}
        {id % 3 === 1 && <path d="M50 -30 130 50 50 130z" />}
        {id % 3 === 2 && <path d="M0 62h140v18H0zM0 88h140v18H0zM0 36h140v18H0z" />}
      </g>
      <text x="50" y="54" textAnchor="middle" dominantBaseline="central" fill="#fffaf0" className={css.letter}>
        {([...name.trim()][0] ?? '').toUpperCase()}
      </text>
    </svg>
  );
}
