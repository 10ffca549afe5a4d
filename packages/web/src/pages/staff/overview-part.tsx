// How the platform is, at a glance.
import {
  authStatus,
  clearMovieCache,
  listJobs,
  listPeople,
  listReports,
  movieStatus,
  notificationStatus,
  recommendationStatus,
  trainingRuns,
} from '@movies/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/hooks.ts';
import { pagesOf } from '../../api/paging.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import css from './staff.module.css';

const said = staff.overview;
const LOOKS_EVERY_MS = 10_000;

export function OverviewPart() {
  return (
    <>
      <PageHead title={staff.title} />
      <Figures />
      <Health />
      <ClearCache />
    </>
  );
}

const STATUSES = [
  ['auth', authStatus],
  ['movie', movieStatus],
  ['recommendation', recommendationStatus],
  ['notification', notificationStatus],
] as const;

function Health() {
  return (
    <section className={css.part}>
      <h2>{said.health}</h2>
      <ul className={css.services}>
        {STATUSES.map(([service, operation]) => (
          <li key={service}>
            <ServiceHealth name={staff.services[service] ?? service} operation={operation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ServiceHealth({ name, operation }: { name: string; operation: (typeof STATUSES)[number][1] }) {
  const options = { refetchInterval: LOOKS_EVERY_MS, retry: false, staleTime: 0 };
  const { isSuccess, isError, error } = useAnswer(operation, undefined, options);
  const state = isSuccess ? said.works : isError ? said.broken : '…';
  return (
    <div className={classes(css.service, isSuccess && css.good, isError && css.bad)} role="status">
      <Icon name={isError ? 'alert' : 'check'} />
      <span>
        <b>{name}</b>
        {state}
        {isError && error !== null && <span className={css.small}>{sentenceOf(error)}</span>}
      </span>
    </div>
  );
}

function Figures() {
  const reports = useAnswer(listReports, { query: { limit: 1 } });
  const people = useAnswer(listPeople, { query: { limit: 1 } });
  const jobs = useAnswer(listJobs);
  const runs = useAnswer(trainingRuns, { query: { limit: 20 } });
  const model = runs.data?.body.find(({ status }) => status === 'promoted');
  const jobsThat = (state: string) => jobs.data?.body.reduce((sum, { counts }) => sum + (counts[state] ?? 0), 0);
  const totalOf = ({ data, isError }: UseQueryResult<{ headers: Headers }>) =>
    data ? pagesOf(data.headers).total : isError ? said.unknown : undefined;
  return (
    <ul className={css.figures}>
      <Figure label={said.members} value={totalOf(people)} to={paths.staff('people')} />
      <Figure label={said.openReports} value={totalOf(reports)} to={paths.staff('reports')} warns />
      <Figure
        label={said.failedJobs}
        value={jobs.isError ? said.unknown : jobsThat('failed')}
        to={paths.staff('jobs')}
        warns
      />
      <Figure
        label={said.model}
        value={model ? `${said.number} ${model.id}` : runs.isError ? said.unknown : runs.data && said.noModel}
        note={model?.started_at ? said.modelAge(format.ago(model.started_at)) : undefined}
        to={paths.staff('training')}
      />
    </ul>
  );
}

interface FigureProps {
  label: string;
  value: string | number | undefined;
  note?: string | undefined;
  to: string;
  /** Anything but zero wants looking at. */
  warns?: boolean;
}

function Figure({ label, value, note, to, warns = false }: FigureProps) {
  return (
    <li>
      <PageLink to={to} className={classes(css.figure, warns && Number(value) > 0 && css.bad)}>
        <span>{label}</span>
        <b>{value === undefined ? '…' : typeof value === 'number' ? format.count(value) : value}</b>
        {note && <span className={css.small}>{note}</span>}
      </PageLink>
    </li>
  );
}

function ClearCache() {
  const [busy, setBusy] = useState(false);
  const clear = () => {
    setBusy(true);
    call(clearMovieCache)
      .then(
        () => say(said.cleared),
        (error: unknown) => say(sentenceOf(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section className={css.part}>
      <h2>{said.cache}</h2>
      <p className={css.prose}>{said.cacheText}</p>
      <div>
        <Button busy={busy} onClick={clear}>
          {said.clear}
        </Button>
      </div>
    </section>
  );
}
