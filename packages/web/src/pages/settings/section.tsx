// A part of the settings, under its own heading.
import { type ReactNode, useId } from 'react';
import { classes } from '../../ui/classes.ts';
import { Loading, TextSkeleton } from '../../ui/skeleton.tsx';
import css from '../settings.module.css';

interface SectionProps {
  title: string;
  text?: string;
  isDanger?: boolean;
  children: ReactNode;
}

export function Section({ title, text, isDanger = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className={classes(css.section, isDanger && css.danger)} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {text && <p className={css.soft}>{text}</p>}
      {children}
    </section>
  );
}

export function PartSkeleton() {
  return (
    <div className={css.skeleton}>
      <Loading />
      <TextSkeleton lines={5} />
    </div>
  );
}
