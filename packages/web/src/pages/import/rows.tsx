// The lines of an import, all or those of one outcome.
import type { ImportReport, ImportRow } from '@movies/contract';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { NUMBER, Table } from '../../ui/table.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { imports } from '../../words/import.ts';
import { format, words } from '../../words/index.ts';
import css from '../import.module.css';
import { LINES_IN_A_PAGE, OUTCOMES, type Outcome } from './outcomes.ts';

interface RowsProps {
  report: ImportReport;
  outcome: Outcome | undefined;
  page: number;
}

export function Rows({ report, outcome, page }: RowsProps) {
  const { id, rows, counts, progress } = report;
  const total = outcome ? counts[outcome] : progress.done;
  const { line, film, outcome: what, confidence } = imports.columns;
  return (
    <div className={css.report}>
      <Tabs label={imports.outcomes} tabs={tabsOf(report, outcome)} />
      {rows.length === 0 ? (
        <p className={css.soft}>{outcome ? imports.noRows : imports.noRowsAtAll}</p>
      ) : (
        <Table
          label={imports.report(report.file)}
          columns={[
            { label: line, isNumber: true },
            { label: film },
            { label: what },
            { label: confidence, isNumber: true },
          ]}
        >
          {rows.map((row) => (
            <Row key={`${row.file} ${row.line}`} {...row} />
          ))}
        </Table>
      )}
      <Pages id={id} outcome={outcome} page={page} count={Math.ceil(total / LINES_IN_A_PAGE)} />
    </div>
  );
}

function tabsOf({ id, counts, progress }: ImportReport, current: Outcome | undefined): Tab[] {
  const label = (name: string, count: number) => `${name} ${format.count(count)}`;
  const all = { to: paths.importReport(id), label: label(imports.all, progress.done), isCurrent: !current };
  const some = OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === current).map((outcome) => ({
    to: paths.importReport(id, { outcome }),
    label: label(imports.outcome[outcome], counts[outcome]),
    isCurrent: outcome === current,
  }));
  return [all, ...some];
}

function Row({ file, line, title, year, outcome, movie_id, confidence, note }: ImportRow) {
  const named = [title || '–', year ? `(${year})` : ''].filter(Boolean).join(' ');
  return (
    <tr>
      <td className={NUMBER} title={file}>
        {imports.line(line)}
      </td>
      <td>
        {movie_id ? <PageLink to={paths.movie(movie_id)}>{named}</PageLink> : named}
        {note && <div className={css.note}>{note}</div>}
      </td>
      <td>
        <span className={css.badge} data-outcome={outcome}>
          {imports.outcome[outcome]}
        </span>
      </td>
      <td className={NUMBER}>
        {confidence === undefined ? '' : confidence === 1 ? imports.sure : imports.confidence(confidence)}
      </td>
    </tr>
  );
}

function Pages({
  id,
  outcome,
  page,
  count,
}: {
  id: number;
  outcome: Outcome | undefined;
  page: number;
  count: number;
}) {
  if (count < 2) return null;
  const to = (next: number) => paths.importReport(id, { outcome, page: next });
  return (
    <nav className={css.pages} aria-label={imports.pages}>
      {page > 1 && <PageLink to={to(page - 1)}>{words.catalog.previous}</PageLink>}
      <span>{words.catalog.page(page, count)}</span>
      {page < count && <PageLink to={to(page + 1)}>{words.catalog.next}</PageLink>}
    </nav>
  );
}
