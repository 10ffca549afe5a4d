// The work that services do later.
import { type FailedJob, listJobs, retryJobs, type ServiceJobs } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import { Outlines } from './outlines.tsx';
import css from './staff.module.css';

const said = staff.jobs;
const LOOKS_EVERY_MS = 5_000;

export function JobsPart() {
  const { data, error, refetch } = useAnswer(listJobs, undefined, { refetchInterval: LOOKS_EVERY_MS });
  return (
    <>
      <PageHead title={staff.parts.jobs} lead={said.lead} />
      {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error && <Outlines />}
      <ul className={css.services}>
        {data?.body.map((jobs) => (
          <li key={jobs.service}>
            <JobsOfService {...jobs} />
          </li>
        ))}
      </ul>
    </>
  );
}

function JobsOfService({ service, reachable, counts, failed }: ServiceJobs) {
  return (
    <section className={css.card}>
      <div className={css.cardHead}>
        <h2>{staff.services[service] ?? service}</h2>
        {failed.length > 1 && <Retry service={service} label={said.retryAll(failed.length)} />}
      </div>
      {!reachable && <p className={css.bad}>{said.away}</p>}
      <dl className={css.counts}>
        {Object.entries(said.counts).map(([state, label]) => (
          <div key={state} className={classes(state === 'failed' && (counts[state] ?? 0) > 0 && css.bad)}>
            <dt>{label}</dt>
            <dd>{format.count(counts[state] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {reachable && failed.length === 0 && <p className={css.small}>{said.noneFailed}</p>}
      <ul className={css.rows} aria-label={said.failed}>
        {failed.map((job) => (
          <li key={job.id}>
            <Failed service={service} {...job} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Failed({ service, id, kind, reason, attempts, failed_at }: FailedJob & { service: string }) {
  return (
    <article className={css.row}>
      <div>
        <h3 className={css.name}>{kind}</h3>
        <p>{reason}</p>
        <p className={css.small}>
          {said.attempts(attempts)} · <time dateTime={failed_at}>{format.ago(failed_at)}</time>
        </p>
      </div>
      <Retry service={service} id={id} label={said.retry} name={said.retryOf(kind)} />
    </article>
  );
}

interface RetryProps {
  service: string;
  /** All that failed where none is named. */
  id?: string;
  label: string;
  name?: string;
}

function Retry({ service, id, label, name }: RetryProps) {
  const [busy, setBusy] = useState(false);
  const retry = () => {
    setBusy(true);
    const params = { service: service as 'auth' };
    call(retryJobs, { params, query: id ? { id } : {} })
      .then(
        ({ body }) => say(said.retried(body.retried)),
        (error: unknown) => say(sentenceOf(error)),
      )
      .then(() => outdate(listJobs))
      .finally(() => setBusy(false));
  };
  return (
    <Button small icon="undo" busy={busy} aria-label={name} onClick={retry}>
      {label}
    </Button>
  );
}
