import { myScorecard, type Scorecard } from '@movies/contract';
import { useAnswer } from '../api/hooks.ts';
import { paths } from '../routes/paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Loading, TextSkeleton } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { format } from '../words/index.ts';
import { recommend } from '../words/recommend.ts';
import { RecommendTabs } from './recommend/parts.tsx';
import { ExpectedAndGiven } from './scorecard/expected-and-given.tsx';
import css from './scorecard/scorecard.module.css';

const said = recommend.score;

export function ScorecardPage() {
  const { data, error, refetch } = useAnswer(myScorecard, undefined, { staleTime: 0 });
  return (
    <div className={css.page}>
      <PageHead title={said.title} lead={said.lead} />
      <RecommendTabs />
      {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error && <Outline />}
      {data && <Card card={data.body} />}
    </div>
  );
}

function Card({ card }: { card: Scorecard }) {
  if (card.predictions === 0) {
    return (
      <Empty title={said.none} text={said.noneMore}>
        <ButtonLink look="primary" to={paths.firstRatings}>
          {said.rate}
        </ButtonLink>
        <ButtonLink to={paths.recommended}>{recommend.forMe}</ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <Figures card={card} />
      <ExpectedAndGiven latest={card.latest} />
    </>
  );
}

function Figures({ card: { predictions, within_half_a_star, rmse, mean_error } }: { card: Scorecard }) {
  return (
    <dl className={css.figures}>
      {within_half_a_star !== null && <Figure label={said.near} value={format.share(within_half_a_star)} />}
      {rmse !== null && <Figure label={said.off} value={said.offStars(rmse)} />}
      <Figure label={said.counted} value={format.count(predictions)} />
      {mean_error !== null && <Figure label={said.bias} value={biasInWords(mean_error)} isText />}
    </dl>
  );
}

/** Less than this many stars is nothing to speak of. */
const EVEN = 0.1;

function biasInWords(error: number): string {
  if (Math.abs(error) < EVEN) return said.even;
  return error > 0 ? said.over(error) : said.under(-error);
}

function Figure({ label, value, isText = false }: { label: string; value: string; isText?: boolean }) {
  return (
    <div className={css.figure}>
      <dt>{label}</dt>
      <dd className={isText ? css.text : undefined}>{value}</dd>
    </div>
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
