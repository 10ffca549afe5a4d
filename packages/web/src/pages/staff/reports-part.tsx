// What people have reported, and what moderators do about it.
import { listReports, type Report, type ReportListQuery } from '@movies/contract';
import { useSearchParams } from 'wouter';
import { useMore } from '../../api/more.ts';
import { paths } from '../../routes/paths.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { staff } from '../../words/staff.ts';
import { Outlines } from './outlines.tsx';
import { ReportCard } from './report-card.tsx';
import css from './staff.module.css';

const said = staff.reports;
type Status = NonNullable<ReportListQuery['status']>;

export function ReportsPart() {
  const [search] = useSearchParams();
  const statuses = Object.keys(said.statuses) as Status[];
  const status = statuses.find((one) => one === search.get('status')) ?? 'open';
  const list = useMore(listReports, { query: { status } });
  const tabs = statuses.map((one) => ({
    to: one === 'open' ? paths.staff('reports') : `${paths.staff('reports')}?status=${one}`,
    label: said.statuses[one],
    isCurrent: one === status,
  }));
  return (
    <>
      <PageHead title={staff.parts.reports} />
      <Tabs label={said.status} tabs={tabs} />
      {list.error && !list.items ? <ProblemNote error={list.error} retry={list.retry} /> : null}
      {!list.items && !list.error && <Outlines />}
      {list.items?.length === 0 &&
        (status === 'open' ? <Empty title={said.none} text={said.noneMore} /> : <Empty title={said.noneOf} />)}
      <ul className={css.reports}>
        {list.items?.map((report: Report) => (
          <li key={report.id}>
            <ReportCard report={report} />
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}
