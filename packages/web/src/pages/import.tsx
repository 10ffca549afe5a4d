// Brings ratings and lists from elsewhere: a file, where to get it, and what became of earlier ones.
import { type ImportSummary, myImports } from '@movies/contract';
import { useState } from 'react';
import { useAnswer } from '../api/hooks.ts';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { Check } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { TextSkeleton } from '../ui/skeleton.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { imports } from '../words/import.ts';
import { format } from '../words/index.ts';
import { DropZone } from './import/drop-zone.tsx';
import { useSending } from './import/sending.ts';
import { StatusBadge } from './import/status-badge.tsx';
import css from './import.module.css';

export function ImportPage() {
  const sending = useSending();
  const [isDry, setDry] = useState(false);
  return (
    <div className={css.page}>
      <PageHead title={imports.title} lead={imports.lead} />
      <div className={css.columns}>
        <div className={css.main}>
          <DropZone sending={sending} isDry={isDry} />
          <Check label={imports.dryRun} hint={imports.dryRunHint} checked={isDry} onChange={setDry} />
          <Past />
        </div>
        <Sources />
      </div>
    </div>
  );
}

const SOURCES = ['letterboxd', 'imdb', 'trakt', 'movielens'] as const;

function Sources() {
  return (
    <section className={css.sources} aria-labelledby="sources">
      <h2 id="sources">{imports.sources}</h2>
      <dl>
        {SOURCES.map((source) => (
          <div key={source} className={css.source}>
            <dt>{imports.source[source]}</dt>
            <dd>{imports.from[source]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Past() {
  const { data, error, refetch } = useAnswer(myImports, undefined, { staleTime: 0 });
  return (
    <section className={css.past} aria-labelledby="past">
      <h2 id="past">{imports.past}</h2>
      {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error && <TextSkeleton lines={3} />}
      {data?.body.length === 0 && <p className={css.soft}>{imports.none}</p>}
      <ul className={css.rows}>
        {data?.body.map((one) => (
          <li key={one.id}>
            <PastImport {...one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PastImport(summary: ImportSummary) {
  const { id, file, source, created_at, progress } = summary;
  return (
    <>
      <div>
        <PageLink to={paths.importReport(id)} className={css.file}>
          {file}
        </PageLink>
        <div className={css.soft}>
          {[
            source ? imports.source[source] : imports.unknownSource,
            format.ago(created_at),
            imports.lines(progress.total),
          ].join(' · ')}
        </div>
      </div>
      <StatusBadge {...summary} />
    </>
  );
}
