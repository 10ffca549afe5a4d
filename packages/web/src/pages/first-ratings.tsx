import { type KeyboardEvent, useState } from 'react';
import { PageHead } from '../ui/page-head.tsx';
import { Loading } from '../ui/skeleton.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { recommend } from '../words/recommend.ts';
import { Deck, DeckSkeleton } from './first-ratings/deck.tsx';
import { Enough } from './first-ratings/enough.tsx';
import css from './first-ratings/first-ratings.module.css';
import { Strip } from './first-ratings/strip.tsx';
import { type Pile, usePile } from './first-ratings/use-pile.ts';

const said = recommend.quick;
const GOAL = 10;
const BENEATH = 2;

export function FirstRatingsPage() {
  const pile = usePile();
  const [goesOn, setGoesOn] = useState(false);
  const { films, answers, before, rated } = pile;
  const isEnough = rated >= GOAL && before < GOAL && !goesOn;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are short ways to the buttons within
    <div className={css.page} onKeyDown={isEnough ? undefined : (event) => byKey(event, pile)}>
      <PageHead title={said.title} lead={answers.length === 0 ? said.lead : undefined} />
      {pile.error && !films ? <ProblemNote error={pile.error} retry={pile.retry} /> : null}
      <Strip goal={GOAL} before={before} answers={answers} />
      <p className="visually-hidden" role="status">
        {whatWasSaid(pile)}
      </p>
      {!films && !pile.error && (
        <>
          <Loading />
          <DeckSkeleton />
        </>
      )}
      {films && <Main pile={pile} isEnough={isEnough} onGoOn={() => setGoesOn(true)} />}
    </div>
  );
}

function Main({ pile, isEnough, onGoOn }: { pile: Pile; isEnough: boolean; onGoOn: () => void }) {
  const { films = [], answers, rated, rate, skip, back, arrived } = pile;
  const [film, ...rest] = films;
  if (!film || isEnough) return <Enough rated={rated} arrived={arrived} onGoOn={film && onGoOn} />;
  return (
    <Deck
      film={film}
      beneath={rest.slice(0, BENEATH)}
      onRate={rate}
      onSkip={skip}
      onBack={answers.length > 0 ? back : undefined}
    />
  );
}

/** For a screen reader, since the film changes under its reader. */
function whatWasSaid({ answers, films }: Pile): string {
  const last = answers.at(-1);
  if (!last) return '';
  const what = last.rating === null ? said.skipped(last.film.title) : said.rated(last.film.title, last.rating);
  return [what, films?.[0] && said.next(films[0].title)].filter(Boolean).join('. ');
}

function byKey(event: KeyboardEvent, { rate, skip, back }: Pile): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  if (/^[1-5]$/.test(key)) rate(Number(key));
  else if (key.toLowerCase() === 's') skip();
  else if (key === 'Backspace') back();
  else return;
  event.preventDefault();
}
