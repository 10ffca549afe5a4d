// The end of a list that goes on.
import type { More } from '../api/more.ts';
import { me } from '../words/me.ts';
import { Button } from './button.tsx';
import css from './more-button.module.css';
import { ProblemNote } from './states.tsx';

export function MoreButton({ list }: { list: More<unknown> }) {
  const { items, total, hasMore, isComing, more, error, retry } = list;
  if (!items) return null;
  if (error) return <ProblemNote error={error} retry={retry} />;
  if (!hasMore) return null;
  return (
    <div className={css.more}>
      <Button busy={isComing} onClick={more}>
        {me.more}
      </Button>
      <span>{me.shown(items.length, total)}</span>
    </div>
  );
}
