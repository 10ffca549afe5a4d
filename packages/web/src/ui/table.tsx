// A table with a name, which can be scrolled sideways by the keyboard too where there is no room for it.
import type { ReactNode } from 'react';
import css from './table.module.css';

export interface Column {
  label: string;
  /** Numbers stand to the right. */
  isNumber?: boolean;
}

interface TableProps {
  /** What it is a table of, for those who do not see what stands around it. */
  label: string;
  columns: readonly Column[];
  /** Its rows: `tr`. */
  children: ReactNode;
}

export const NUMBER = css.number;

export function Table({ label, columns, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={css.scroll} aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map(({ label: name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? css.number : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
