import { words } from '../words/index.ts';
import { Button } from './button.tsx';
import css from './pager.module.css';

interface PagerProps {
  page: number;
  count: number;
  onPage: (page: number) => void;
}

export function Pager({ page, count, onPage }: PagerProps) {
  return (
    <nav className={css.pager} aria-label={words.catalog.pages}>
      <Button icon="left" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {words.catalog.previous}
      </Button>
      <span>{words.catalog.page(page, count)}</span>
      <Button disabled={page >= count} onClick={() => onPage(page + 1)}>
        {words.catalog.next}
      </Button>
    </nav>
  );
}
