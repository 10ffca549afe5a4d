// What one watched, month by month.
import { type ListedMovie, myWatched } from '@movies/contract';
import { lazy, Suspense, useState } from 'react';
import { useMore } from '../api/more.ts';
import { paths } from '../routes/paths.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Loading, TextSkeleton } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { format } from '../words/index.ts';
import { me } from '../words/me.ts';
import { Entry } from './diary/entry.tsx';
import css from './diary.module.css';

const AddForm = lazy(() => import('./diary/add-form.tsx').then((module) => ({ default: module.AddForm })));

const IN_A_PAGE = 50;

export function DiaryPage() {
  const [isAdding, setAdding] = useState(false);
  const list = useMore(myWatched, { query: { sort: 'watched', limit: IN_A_PAGE } });
  const { items, total, error, retry } = list;
  const add = (
    <Button look="primary" icon="pencil" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
      {me.diary.add}
    </Button>
  );
  return (
    <div className={css.page}>
      <PageHead title={me.diary.title} lead={total > 0 ? `${me.diary.lead} ${me.lists.count(total)}.` : me.diary.lead}>
        {total > 0 && add}
      </PageHead>
      {isAdding && (
        <Suspense fallback={<Loading />}>
          <AddForm onClose={() => setAdding(false)} />
        </Suspense>
      )}
      {error && !items ? <ProblemNote error={error} retry={retry} /> : null}
      {!items && !error && <DiarySkeleton />}
      {items?.length === 0 && (
        <Empty title={me.diary.empty} text={me.diary.emptyMore}>
          {add}
          <ButtonLink to={paths.import}>{me.diary.import}</ButtonLink>
        </Empty>
      )}
      {items && monthsOf(items).map((month) => <Month key={month.name} {...month} />)}
      <MoreButton list={list} />
    </div>
  );
}

interface MonthProps {
  name: string;
  entries: ListedMovie[];
}

function Month({ name, entries }: MonthProps) {
  return (
    <section className={css.month} aria-labelledby={`month-${name}`}>
      <h2 id={`month-${name}`} className={css.monthName}>
        {name === '' ? me.diary.sometime : format.month(name)}
        <span className={css.count}>{me.lists.count(entries.length)}</span>
      </h2>
      <ol className={css.entries}>
        {entries.map((listed) => (
          <Entry key={listed.movie.id} listed={listed} />
        ))}
      </ol>
    </section>
  );
}

/** They come by date, what has none last. */
function monthsOf(items: ListedMovie[]): MonthProps[] {
  const months = Map.groupBy(items, ({ watched_at }) => watched_at?.slice(0, 7) ?? '');
  const byName = ([a]: [string, unknown], [b]: [string, unknown]) => b.localeCompare(a);
  return [...months].toSorted(byName).map(([name, entries]) => ({ name, entries: entries.toSorted(byDate) }));
}

const byDate = (a: ListedMovie, b: ListedMovie) => (b.watched_at ?? '').localeCompare(a.watched_at ?? '');

const PLACES = [1, 2, 3, 4, 5, 6];

function DiarySkeleton() {
  return (
    <div className={css.month} aria-hidden="true">
      <Loading />
      {PLACES.map((at) => (
        <div key={at} className={css.entrySkeleton}>
          <TextSkeleton lines={2} />
        </div>
      ))}
    </div>
  );
}
