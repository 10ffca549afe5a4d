// Fields of forms, each with its label, its hint and what is wrong with it, tied together for a screen reader.
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { words } from '../words/index.ts';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import css from './field.module.css';

interface About {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it. */
  wrong?: string | undefined;
  optional?: boolean;
}

interface Ties {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  className: string | undefined;
}

function Field({ label, hint, wrong, optional, children }: About & { children: (ties: Ties) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label} {optional && <span className={css.optional}>({words.form.optional})</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': wrong ? true : undefined, className: css.input })}
      {hint && (
        <span id={`${id}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
      {wrong && (
        <span id={`${id}-wrong`} className={css.wrong}>
          {wrong}
        </span>
      )}
    </div>
  );
}

type Rest<T> = Omit<T, 'id' | 'className' | 'children'>;

export function TextField({ label, hint, wrong, optional, ...rest }: About & Rest<ComponentProps<'input'>>) {
  return (
    <Field {...{ label, hint, wrong, optional: optional ?? false }}>{(ties) => <input {...ties} {...rest} />}</Field>
  );
}

export function TextArea({ label, hint, wrong, optional, ...rest }: About & Rest<ComponentProps<'textarea'>>) {
  return (
    <Field {...{ label, hint, wrong, optional: optional ?? false }}>{(ties) => <textarea {...ties} {...rest} />}</Field>
  );
}

export function PasswordField({ label, hint, wrong, ...rest }: About & Rest<ComponentProps<'input'>>) {
  const [isShown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, wrong }}>
      {({ className, ...ties }) => (
        <div className={css.box}>
          <input
            {...ties}
            {...rest}
            type={isShown ? 'text' : 'password'}
            className={classes(className, css.withReveal)}
          />
          <IconButton
            icon="eye"
            label={isShown ? words.form.hide : words.form.show}
            aria-pressed={isShown}
            className={css.reveal}
            onClick={() => setShown(!isShown)}
          />
        </div>
      )}
    </Field>
  );
}

interface Choice {
  value: string;
  label: string;
}

interface SelectProps extends About {
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}

export function Select({ label, hint, wrong, value, choices, onChange }: SelectProps) {
  return (
    <Field {...{ label, hint, wrong }}>
      {(ties) => (
        <select {...ties} value={value} onChange={({ target }) => onChange(target.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Check({ label, hint, checked, onChange }: CheckProps) {
  const id = useId();
  return (
    <div className={css.check}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <div id={`${id}-hint`} className={css.hint}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
