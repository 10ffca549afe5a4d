// How good the models were on people they had not learnt from, run by run, beside what popularity alone reaches.
import type { TrainingRun } from '@movies/contract';
import { useState } from 'react';
import { type Axis, type Places, Plot } from '../../plots/plot.tsx';
import { scaleOf } from '../../plots/scale.ts';
import { Select } from '../../ui/field.tsx';
import { NUMBER, Table } from '../../ui/table.tsx';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import css from './staff.module.css';

const said = staff.training;

interface Measured {
  run: number;
  ours: number;
  popular: number | undefined;
  isPromoted: boolean;
}

export function QualityPlot({ runs }: { runs: readonly TrainingRun[] }) {
  const [measure, setMeasure] = useState<string>('ndcg_100');
  const points = measuredIn(runs, measure);
  if (points.length === 0) return null;
  const names: Record<string, string> = said.measures;
  const choices = Object.entries(names).map(([value, label]) => ({ value, label }));
  const values = points.flatMap(({ ours, popular }) => (popular === undefined ? [ours] : [ours, popular]));
  const y: Axis = { ...scaleOf(values), label: said.short[measure] ?? measure, say: format.figure };
  return (
    <div className={css.plot}>
      <Plot
        title={said.quality}
        text={said.plotText(names[measure] ?? measure, points.length)}
        x={runAxis(points)}
        y={y}
        legend={
          <>
            <div className={css.measure}>
              <Select label={said.which} value={measure} choices={choices} onChange={setMeasure} />
            </div>
            <Legend />
          </>
        }
        table={<Numbers points={points} measure={said.short[measure] ?? measure} />}
      >
        {(places) => <Lines points={points} {...places} />}
      </Plot>
    </div>
  );
}

/** Oldest first. */
function measuredIn(runs: readonly TrainingRun[], measure: string): Measured[] {
  return runs.toReversed().flatMap(({ id, status, metrics }) => {
    const ours = metrics[measure];
    if (ours === undefined) return [];
    return [{ run: id, ours, popular: metrics[`popular_${measure}`], isPromoted: status === 'promoted' }];
  });
}

const MOST_TICKS = 8;

function runAxis(points: readonly Measured[]): Axis {
  const every = Math.ceil(points.length / MOST_TICKS);
  const [first, last] = [points[0]?.run ?? 0, points.at(-1)?.run ?? 0];
  const ticks = points.filter((_, at) => at % every === 0).map(({ run }) => run);
  const room = first === last ? 1 : 0;
  return { from: first - room, to: last + room, ticks, label: said.run, say: format.count };
}

function Lines({ points, x, y }: Places & { points: readonly Measured[] }) {
  const path = (of: 'ours' | 'popular') =>
    points.flatMap((point) => (point[of] === undefined ? [] : [`${x(point.run)},${y(point[of])}`])).join(' ');
  return (
    <g>
      <polyline className={css.popular} points={path('popular')} />
      <polyline className={css.ours} points={path('ours')} />
      {points.map(({ run, ours, isPromoted }) => (
        <circle key={run} className={isPromoted ? css.dot : css.hollow} cx={x(run)} cy={y(ours)} r={5}>
          <title>{`${said.run} ${run}: ${format.figure(ours)}`}</title>
        </circle>
      ))}
    </g>
  );
}

function Legend() {
  return (
    <ul className={css.legend}>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <line className={css.ours} x1="0" y1="6" x2="28" y2="6" />
          <circle className={css.dot} cx="14" cy="6" r="4" />
        </svg>
        {said.ours}
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle className={css.hollow} cx="6" cy="6" r="4" />
        </svg>
        {said.statuses.kept_current}
      </li>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <line className={css.popular} x1="0" y1="6" x2="28" y2="6" />
        </svg>
        {said.popular}
      </li>
    </ul>
  );
}

function Numbers({ points, measure }: { points: readonly Measured[]; measure: string }) {
  const columns = [
    { label: said.run, isNumber: true },
    { label: said.ours, isNumber: true },
    { label: said.popular, isNumber: true },
  ];
  return (
    <Table label={measure} columns={columns}>
      {points.toReversed().map(({ run, ours, popular }) => (
        <tr key={run}>
          <th scope="row" className={NUMBER}>
            {run}
          </th>
          <td className={NUMBER}>{format.figure(ours)}</td>
          <td className={NUMBER}>{popular === undefined ? '–' : format.figure(popular)}</td>
        </tr>
      ))}
    </Table>
  );
}
