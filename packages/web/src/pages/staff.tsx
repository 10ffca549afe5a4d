// The pages for staff, beside each other. Each is fetched when it is wanted.
import { lazy, Suspense } from 'react';
import type { PageProps } from '../routes/pages.tsx';
import { paths } from '../routes/paths.ts';
import { Tabs } from '../ui/tabs.tsx';
import { staff as said } from '../words/staff.ts';
import { MissingPage, PageSkeleton } from './in-between.tsx';
import css from './staff/staff.module.css';

const PARTS = new Map([
  ['overview', lazy(() => import('./staff/overview-part.tsx').then((part) => ({ default: part.OverviewPart })))],
  ['people', lazy(() => import('./staff/people-part.tsx').then((part) => ({ default: part.PeoplePart })))],
  ['reports', lazy(() => import('./staff/reports-part.tsx').then((part) => ({ default: part.ReportsPart })))],
  ['training', lazy(() => import('./staff/training-part.tsx').then((part) => ({ default: part.TrainingPart })))],
  ['jobs', lazy(() => import('./staff/jobs-part.tsx').then((part) => ({ default: part.JobsPart })))],
  ['audit', lazy(() => import('./staff/audit-part.tsx').then((part) => ({ default: part.AuditPart })))],
]);

export function StaffPage({ params: { part = 'overview' } }: PageProps) {
  const Part = PARTS.get(part);
  if (!Part) return <MissingPage />;
  const { label, ...names } = said.parts;
  const tabs = Object.entries(names).map(([name, title]) => ({
    to: paths.staff(name === 'overview' ? undefined : name),
    label: title,
    isCurrent: name === part,
  }));
  return (
    <div className={css.page}>
      <Tabs label={label} tabs={tabs} />
      <Suspense fallback={<PageSkeleton />}>
        <Part />
      </Suspense>
    </div>
  );
}
