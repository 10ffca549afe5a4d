// What became of an import: how far it is while it runs, then line by line.
import { type ImportReport, importReport, myImports } from '@movies/contract';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { Refusal } from '../api/call.ts';
import { outdate, useAnswer } from '../api/hooks.ts';
import { PageTitle } from '../routes/page-title.tsx';
import type { PageProps } from '../routes/pages.tsx';
import { paths } from '../routes/paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { imports } from '../words/import.ts';
import { LINES_IN_A_PAGE, OUTCOMES, type Outcome } from './import/outcomes.ts';
import { Rows } from './import/rows.tsx';
import { Running } from './import/running.tsx';
import { StatusBadge } from './import/status-badge.tsx';
import { AfterALook, Undo } from './import/what-next.tsx';
import css from './import.module.css';
import { PageSkeleton } from './in-between.tsx';

const LOOK_AGAIN_MS = 1_000;

export function ImportReportPage({ params: { id = '' } }: PageProps) {
  const [search] = useSearchParams();
  const outcome = OUTCOMES.find((one) => one === search.get('outcome'));
  const page = Number(search.get('page')) || 1;
  const query = { ...(outcome ? { outcome } : {}), page, limit: LINES_IN_A_PAGE };
  const { data, error, refetch } = useAnswer(
    importReport,
    { params: { id: id as unknown as number }, query },
    {
      keep: true,
      staleTime: 0,
      refetchInterval: ({ state }) => (isOver(state.data?.body.status) ? false : LOOK_AGAIN_MS),
    },
  );
  useOutdatedLists(data?.body.status);
  if (data) return <Report report={data.body} outcome={outcome} page={page} />;
  if (error instanceof Refusal && (error.status === 404 || error.status === 400)) return <Gone />;
  if (!error) return <PageSkeleton />;
  return (
    <div className={css.page}>
      <PageTitle>{imports.title}</PageTitle>
      <ProblemNote error={error} retry={() => void refetch()} />
    </div>
  );
}

function isOver(status: ImportReport['status'] | undefined): boolean {
  return status === 'done' || status === 'failed' || status === 'undone';
}

function useOutdatedLists(status: ImportReport['status'] | undefined): void {
  useEffect(() => {
    if (isOver(status)) void outdate(myImports);
  }, [status]);
}

interface ReportProps {
  report: ImportReport;
  outcome: Outcome | undefined;
  page: number;
}

function Report({ report, outcome, page }: ReportProps) {
  const { status, dry_run, error, counts } = report;
  return (
    <div className={css.page}>
      <PageHead
        title={imports.report(report.file)}
        eyebrow={report.source ? imports.source[report.source] : imports.title}
      >
        <ButtonLink to={paths.import}>{imports.back}</ButtonLink>
      </PageHead>
      <div className={css.state}>
        <StatusBadge {...report} />
        {status === 'done' && <p>{(dry_run ? imports.wouldResult : imports.result)(counts.added, counts.changed)}</p>}
        {status === 'undone' && <p>{imports.undoneMore}</p>}
      </div>
      {!isOver(status) && <Running {...report} />}
      {error && <ProblemNote error={new Refusal(400, { message: error })} />}
      {status === 'done' && (dry_run ? <AfterALook id={report.id} /> : <Undo report={report} />)}
      {isOver(status) && status !== 'failed' && <Rows report={report} outcome={outcome} page={page} />}
    </div>
  );
}

function Gone() {
  return (
    <>
      <PageTitle>{imports.gone}</PageTitle>
      <Empty title="" text={imports.goneMore}>
        <ButtonLink look="primary" to={paths.import}>
          {imports.back}
        </ButtonLink>
      </Empty>
    </>
  );
}
