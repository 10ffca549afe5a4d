// A form that sends something: busy while it is on its way, and told in words what went wrong, field by field.
import { type FormEvent, type ReactNode, useState } from 'react';
import { Refusal } from '../api/call.ts';
import css from './form.module.css';
import { ProblemNote } from './states.tsx';

interface Submitting {
  submit: () => void;
  busy: boolean;
  problem: unknown;
  /** What is wrong with one field, if anything. */
  wrong: (field: string) => string | undefined;
}

export function useSubmit(send: () => Promise<unknown>): Submitting {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const submit = () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    send()
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  const fields = problem instanceof Refusal ? problem.fields : [];
  return { submit, busy, problem, wrong: (name) => fields.find(({ field }) => field === name)?.message };
}

interface FormProps {
  onSubmit: () => void;
  problem: unknown;
  children: ReactNode;
}

export function Form({ onSubmit, problem, children }: FormProps) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={css.form} onSubmit={send}>
      {problem !== undefined && <ProblemNote error={problem} />}
      {children}
    </form>
  );
}
