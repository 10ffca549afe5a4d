// When there is nothing to show, and when something went wrong: in words, with a way on.
import type { ReactNode } from 'react';
import { Refusal } from '../api/call.ts';
import { words } from '../words/index.ts';
import { Button } from './button.tsx';
import { sentenceOf } from './sentence.ts';
import css from './states.module.css';

interface EmptyProps {
  title: string;
  text?: string;
  /** What to do about it: buttons and links. */
  children?: ReactNode;
}

export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div className={css.state}>
      <p className={css.title}>{title}</p>
      {text && <p>{text}</p>}
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}

export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const reference = error instanceof Refusal && error.status >= 500 ? error.requestId : undefined;
  return (
    <div className={css.problem} role="alert">
      <p>
        {sentenceOf(error)}
        {reference && <span className={css.reference}>{words.states.request(reference)}</span>}
      </p>
      {retry && (
        <Button small onClick={retry}>
          {words.states.retry}
        </Button>
      )}
    </div>
  );
}
