// The head of a page: its title, a sentence on it, and what can be done with all of it.
import type { ReactNode } from 'react';
import { PageTitle } from '../routes/page-title.tsx';
import css from './page-head.module.css';

interface PageHeadProps {
  title: string;
  /** What it is a part of. */
  eyebrow?: string;
  lead?: string | undefined;
  children?: ReactNode;
}

export function PageHead({ title, eyebrow, lead, children }: PageHeadProps) {
  return (
    <div className={css.head}>
      <div className={css.words}>
        {eyebrow && <p className={css.eyebrow}>{eyebrow}</p>}
        <PageTitle>{title}</PageTitle>
        {lead && <p className={css.lead}>{lead}</p>}
      </div>
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}
