// What was expected against what was given, as a plot and film by film.
import type { Scorecard } from '@movies/contract';
import { type Axis, type Places, Plot } from '../../plots/plot.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { NUMBER, Table } from '../../ui/table.tsx';
import { format } from '../../words/index.ts';
import { recommend } from '../../words/recommend.ts';
import css from './scorecard.module.css';

const said = recommend.score;
const STARS = { from: 0, to: 5, ticks: [0, 1, 2, 3, 4, 5], say: format.stars };
const X: Axis = { ...STARS, label: said.expected };
const Y: Axis = { ...STARS, label: said.given };
const NEAR = 0.5;

type Latest = Scorecard['latest'];

export function ExpectedAndGiven({ latest }: { latest: Latest }) {
  return (
    <div className={css.plot}>
      <Plot
        title={said.plot}
        text={said.plotText(latest.length)}
        x={X}
        y={Y}
        height={420}
        table={<OneByOne latest={latest} />}
      >
        {(places) => (
          <>
            <Right {...places} />
            <Points latest={latest} {...places} />
          </>
        )}
      </Plot>
    </div>
  );
}

/** Where what was given is what was expected, and what is near to that. */
function Right({ x, y }: Places) {
  const corners = [
    [0, 0],
    [NEAR, 0],
    [5, 5 - NEAR],
    [5, 5],
    [5 - NEAR, 5],
    [0, NEAR],
  ] as const;
  const band = corners.map(([expected, given]) => `${x(expected)},${y(given)}`).join(' ');
  return (
    <g>
      <polygon className={css.near} points={band} />
      <line className={css.right} x1={x(0)} y1={y(0)} x2={x(5)} y2={y(5)} />
      <text className={css.rightWords} x={x(1.55)} y={y(0.85)}>
        {said.right}
      </text>
    </g>
  );
}

function Points({ latest, x, y }: Places & { latest: Latest }) {
  return latest.map(({ movie, predicted_rating, rating }) => (
    <circle key={movie.id} className={css.point} cx={x(predicted_rating)} cy={y(rating)} r={6}>
      <title>{`${movie.title}: ${said.expected} ${format.mean(predicted_rating)}, ${said.given} ${format.stars(rating)}`}</title>
    </circle>
  ));
}

const COLUMNS = [
  { label: said.film },
  { label: said.expected, isNumber: true },
  { label: said.given, isNumber: true },
  { label: said.so },
  { label: said.when },
];

function OneByOne({ latest }: { latest: Latest }) {
  return (
    <Table label={said.latest} columns={COLUMNS}>
      {latest.map(({ movie, predicted_rating, rating, at }) => (
        <tr key={movie.id}>
          <th scope="row">
            <PageLink to={paths.movie(movie.id)}>{movie.title}</PageLink>
          </th>
          <td className={NUMBER}>{format.mean(predicted_rating)}</td>
          <td className={NUMBER}>{format.stars(rating)}</td>
          <td>{said.verdict(predicted_rating, rating)}</td>
          <td>{format.ago(at)}</td>
        </tr>
      ))}
    </Table>
  );
}
