// Who did what.
import { type AuditEntry, auditTrail } from '@movies/contract';
import { useSearchParams } from 'wouter';
import { useMore } from '../../api/more.ts';
import { useNames } from '../../people/use-names.ts';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import { Outlines } from './outlines.tsx';

const said = staff.audit;
const COLUMNS = [
  { label: said.when },
  { label: said.who },
  { label: said.action },
  { label: said.whom },
  { label: said.details },
];

export function AuditPart() {
  const [search] = useSearchParams();
  const subject = Number(search.get('about')) || undefined;
  const list = useMore(auditTrail, { query: { limit: 50, ...(subject ? { subject } : {}) } });
  const nameOf = useNameOf(list.items, subject);
  return (
    <>
      <PageHead title={staff.parts.audit} lead={subject ? said.only(nameOf(subject)) : undefined}>
        {subject && <ButtonLink to={paths.staff('audit')}>{said.everyone}</ButtonLink>}
      </PageHead>
      {list.error && !list.items ? <ProblemNote error={list.error} retry={list.retry} /> : null}
      {!list.items && !list.error && <Outlines />}
      {list.items?.length === 0 && <Empty title={said.none} text={said.noneMore} />}
      {list.items && list.items.length > 0 && (
        <Table label={staff.parts.audit} columns={COLUMNS}>
          {list.items.map((entry) => (
            <Entry key={entry.id} entry={entry} nameOf={nameOf} />
          ))}
        </Table>
      )}
      <MoreButton list={list} />
    </>
  );
}

type NameOf = (id: number) => string;

function Entry({
  entry: { at, actor_id, subject_id, action, details },
  nameOf,
}: {
  entry: AuditEntry;
  nameOf: NameOf;
}) {
  return (
    <tr>
      <td>
        <time dateTime={at}>{format.moment(at)}</time>
      </td>
      <td>{actor_id === null ? said.operator : <Who id={actor_id} nameOf={nameOf} />}</td>
      <td>{said.actions[action] ?? action}</td>
      <td>{subject_id !== null && <Who id={subject_id} nameOf={nameOf} />}</td>
      <td>{detailsInWords(details)}</td>
    </tr>
  );
}

function Who({ id, nameOf }: { id: number; nameOf: NameOf }) {
  return <PageLink to={paths.person(id)}>{nameOf(id)}</PageLink>;
}

function detailsInWords(details: AuditEntry['details']): string {
  const parts = Object.entries(details).map(([name, value]) => {
    const known = said.flags[name]?.[String(value)];
    return known ?? (name === 'reason' ? `“${String(value)}”` : `${name}: ${inShort(value)}`);
  });
  return parts.join(', ');
}

function inShort(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The trail knows numbers alone. */
function useNameOf(entries: readonly AuditEntry[] | undefined, subject: number | undefined): NameOf {
  const named = entries?.flatMap(({ actor_id, subject_id }) => [actor_id, subject_id]) ?? [];
  const names = useNames([...new Set([...named, subject])].filter((id) => typeof id === 'number'));
  return (id) => names.get(id) ?? said.person(id);
}
