// What one wants of the list: how adventurous, and which films at all.
import { listGenres, myProfile, savePreferences } from '@movies/contract';
import { useEffect, useState } from 'react';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/hooks.ts';
import { useSettled } from '../../search/use-settled.ts';
import { nowKnownAs } from '../../session/session.ts';
import { useMember } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Check, Select } from '../../ui/field.tsx';
import { Range } from '../../ui/range.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';
import { recommend as said } from '../../words/recommend.ts';
import css from './recommend.module.css';
import { isFiltered, type Wishes } from './wishes.ts';

interface WishBarProps {
  wishes: Wishes;
  change: (changes: Partial<Wishes>) => void;
}

export function WishBar({ wishes, change }: WishBarProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={css.wishes}>
      <Adventure adventure={wishes.adventure} change={change} />
      <Button
        icon="filter"
        small
        className={css.toggle ?? ''}
        aria-expanded={isOpen}
        aria-pressed={isFiltered(wishes)}
        onClick={() => setOpen(!isOpen)}
      >
        {said.filters}
      </Button>
      <div className={classes(css.filters, isOpen && css.open)}>
        <Filters wishes={wishes} change={change} />
      </div>
    </div>
  );
}

const USUAL = 0.3;
const SETTLES_MS = 250;

function Adventure({ adventure, change }: { adventure: number | undefined; change: WishBarProps['change'] }) {
  const usual = useMember()?.recommendation_preferences.adventure ?? USUAL;
  const [chosen, choose] = useState<number>();
  const settled = useSettled(chosen, SETTLES_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was chosen here goes into the address
  useEffect(() => {
    if (settled !== undefined && settled !== adventure) change({ adventure: settled });
  }, [settled]);
  const value = chosen ?? adventure ?? usual;
  return (
    <div className={css.adventure}>
      <Range
        label={said.adventure}
        low={said.wellKnown}
        high={said.surprising}
        {...{ value }}
        onChange={choose}
        say={said.adventureValue}
      />
      <Button
        look="quiet"
        small
        className={classes(css.keep, value === usual && css.unseen)}
        onClick={() => keepAsUsual(value)}
      >
        {said.keep}
      </Button>
    </div>
  );
}

function keepAsUsual(adventure: number): void {
  call(savePreferences, { body: { recommendations: { adventure } } }).then(
    async () => {
      const { body } = await call(myProfile);
      nowKnownAs(body);
      say(said.kept);
    },
    (error: unknown) => say(sentenceOf(error)),
  );
}

function Filters({ wishes, change }: WishBarProps) {
  const genres = useAnswer(listGenres, undefined, { staleTime: Number.POSITIVE_INFINITY });
  const names = genres.data?.body.map(({ name }) => ({ value: name, label: name })) ?? [];
  const kinds = Object.entries(said.kinds).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Select
        label={said.genre}
        value={wishes.genre}
        choices={[{ value: '', label: said.anyGenre }, ...names]}
        onChange={(genre) => change({ genre })}
      />
      <Select label={said.decade} value={wishes.years} choices={DECADES} onChange={(years) => change({ years })} />
      <Select
        label={said.kind}
        value={wishes.kind}
        choices={[{ value: '', label: said.anyKind }, ...kinds]}
        onChange={(kind) => change({ kind })}
      />
      <Check
        label={said.withoutWatchlist}
        checked={wishes.withoutWatchlist}
        onChange={(withoutWatchlist) => change({ withoutWatchlist })}
      />
    </>
  );
}

const FIRST_DECADE = 1950;
const DECADES = decadesUntil(new Date().getFullYear());

function decadesUntil(year: number): { value: string; label: string }[] {
  const count = Math.floor((year - FIRST_DECADE) / 10) + 1;
  const starts = Array.from({ length: count }, (_, at) => FIRST_DECADE + 10 * (count - 1 - at));
  return [
    { value: '', label: said.anyDecade },
    ...starts.map((start) => ({ value: String(start), label: said.decadeOf(start) })),
    { value: String(-FIRST_DECADE), label: said.before(FIRST_DECADE) },
  ];
}
