import type { TrainingRun } from '@movies/contract';
import { classes } from '../../ui/classes.ts';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import css from './staff.module.css';

const said = staff.training;

interface RunRowProps {
  run: TrainingRun;
  /** Whether its model is the one that serves. */
  serves: boolean;
}

export function RunRow({ run, serves }: RunRowProps) {
  const { id, status, reason, started_at, seconds, ratings, people, movies, error } = run;
  const when = [started_at && format.ago(started_at), seconds !== null && said.seconds(seconds)];
  return (
    <article className={css.run}>
      <h3 className={css.name}>
        {said.run} {id}
        <span className={classes(css.badge, serves && css.good, status === 'failed' && css.bad)}>
          {status === 'promoted' && !serves ? said.superseded : said.statuses[status]}
        </span>
      </h3>
      <p className={css.small}>{[reason, ...when].filter(Boolean).join(' · ')}</p>
      {ratings !== null && people !== null && movies !== null && (
        <p className={css.small}>
          {said.learnt}: {said.learntFrom(ratings, people, movies)}
        </p>
      )}
      {error && <p className={css.prose}>{error}</p>}
      <Details run={run} />
    </article>
  );
}

function Details({ run: { metrics, parameters } }: { run: TrainingRun }) {
  if (Object.keys(metrics).length === 0) return null;
  return (
    <details className={css.details}>
      <summary>{said.details}</summary>
      <div className={css.columns}>
        <Pairs
          title={said.figures}
          pairs={Object.entries(metrics).map(([name, value]) => [name, format.figure(value)])}
        />
        <Pairs
          title={said.parameters}
          pairs={Object.entries(parameters).map(([name, value]) => [name, String(value)])}
        />
      </div>
    </details>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: [name: string, value: string][] }) {
  return (
    <div>
      <h4>{title}</h4>
      <dl className={css.pairs}>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
