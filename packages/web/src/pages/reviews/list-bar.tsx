// Over a list: how long it is, and in which order.
import { Select } from '../../ui/field.tsx';
import { me } from '../../words/me.ts';
import css from '../reviews.module.css';

interface ListBarProps<Sort extends string> {
  count: string;
  sort: Sort;
  sorts: Record<Sort, string>;
  onSort: (sort: Sort) => void;
}

export function ListBar<Sort extends string>({ count, sort, sorts, onSort }: ListBarProps<Sort>) {
  const choices = (Object.entries(sorts) as [Sort, string][]).map(([value, label]) => ({ value, label }));
  return (
    <div className={css.bar}>
      <h2 className={css.count}>{count}</h2>
      <Select label={me.reviews.sort} value={sort} choices={choices} onChange={(value) => onSort(value as Sort)} />
    </div>
  );
}
