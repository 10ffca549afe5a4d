// A taste at a glance.
import type { RatedMovie } from '@movies/contract';
import { type ReactNode, useId } from 'react';
import { Histogram } from '../../movies/histogram.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { format } from '../../words/index.ts';
import { person } from '../../words/person.ts';
import css from '../person.module.css';
import { type Share, tasteOf } from './taste-of.ts';

export function TastePanel({ ratings, total }: { ratings: RatedMovie[]; total: number }) {
  const id = useId();
  const { count, mean, spread, genres, directors, decades } = tasteOf(ratings);
  const said = total > count ? person.spreadLatest : person.spreadText;
  return (
    <section className={css.taste} aria-labelledby={id}>
      <h2 id={id}>{person.taste}</h2>
      <div className={css.glance}>
        <Panel title={person.spread} note={said(mean, count)}>
          <Histogram counts={spread} />
        </Panel>
        <Panel title={person.genres}>
          <Bars shares={genres} toOf={(genre) => paths.catalog({ genre })} />
        </Panel>
        <Panel title={person.decades}>
          <Decades decades={decades} />
        </Panel>
        {directors.length > 0 && (
          <Panel title={person.directors}>
            <Directors shares={directors} />
          </Panel>
        )}
      </div>
    </section>
  );
}

function Panel({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className={css.panel}>
      <h3>{title}</h3>
      {children}
      {note && <p className={css.soft}>{note}</p>}
    </div>
  );
}

function Bars({ shares, toOf }: { shares: Share[]; toOf: (name: string) => string }) {
  const most = Math.max(1, ...shares.map(({ count }) => count));
  return (
    <ul className={css.bars}>
      {shares.map(({ name, count, mean }) => (
        <li key={name}>
          <PageLink to={toOf(name)} title={person.genre(name, count, mean)}>
            {name}
          </PageLink>
          <span className={css.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
          <span className={css.barCount}>{format.count(count)}</span>
        </li>
      ))}
    </ul>
  );
}

function Decades({ decades }: { decades: { decade: number; count: number }[] }) {
  const most = Math.max(1, ...decades.map(({ count }) => count));
  return (
    <ul className={css.decades}>
      {decades.map(({ decade, count }) => (
        <li key={decade}>
          <span className={css.column}>
            <span style={{ height: `${(count / most) * 100}%` }} title={person.decadeBar(decade, count)} />
          </span>
          <span aria-hidden="true">{person.decadeShort(decade)}</span>
          <span className="visually-hidden">{person.decadeBar(decade, count)}</span>
        </li>
      ))}
    </ul>
  );
}

function Directors({ shares }: { shares: Share[] }) {
  return (
    <ul className={css.directors}>
      {shares.map(({ name, count }) => (
        <li key={name}>
          <PageLink to={paths.catalog({ person: name })}>{name}</PageLink>
          <span className={css.soft}>{person.films(count)}</span>
        </li>
      ))}
    </ul>
  );
}
