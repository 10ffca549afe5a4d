// The trainings of the recommendations, and whether they get better.
import { type TrainingRun, train, trainingRuns } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { Loading, TextSkeleton } from '../../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { staff } from '../../words/staff.ts';
import { QualityPlot } from './quality-plot.tsx';
import { RunRow } from './run-row.tsx';
import css from './staff.module.css';

const said = staff.training;
const ASKED = 50;
const LOOKS_EVERY_MS = 2_000;

const isUnderWay = ({ status }: TrainingRun) => status === 'queued' || status === 'running';

export function TrainingPart() {
  const { data, error, refetch } = useAnswer(
    trainingRuns,
    { query: { limit: ASKED } },
    {
      refetchInterval: ({ state }) => (state.data?.body.some(isUnderWay) ? LOOKS_EVERY_MS : false),
    },
  );
  return (
    <>
      <PageHead title={staff.parts.training}>
        <TrainNow />
      </PageHead>
      {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error && <Outline />}
      {data?.body.length === 0 && <Empty title={said.none} text={said.noneMore} />}
      {data && data.body.length > 0 && <Runs runs={data.body} />}
    </>
  );
}

function Runs({ runs }: { runs: TrainingRun[] }) {
  const serving = runs.find(({ status }) => status === 'promoted')?.id;
  return (
    <>
      <QualityPlot runs={runs} />
      <section className={css.part}>
        <h2>{said.runs}</h2>
        <ul className={css.rows}>
          {runs.map((run) => (
            <li key={run.id}>
              <RunRow run={run} serves={run.id === serving} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function TrainNow() {
  const [busy, setBusy] = useState(false);
  const ask = () => {
    setBusy(true);
    call(train, { body: { reason: said.why } })
      .then(
        () => say(said.asked),
        (error: unknown) => say(sentenceOf(error)),
      )
      .then(() => outdate(trainingRuns))
      .finally(() => setBusy(false));
  };
  return (
    <Button look="primary" icon="spark" busy={busy} onClick={ask}>
      {said.now}
    </Button>
  );
}

function Outline() {
  return (
    <div className={css.outline}>
      <Loading />
      <TextSkeleton lines={5} />
    </div>
  );
}
