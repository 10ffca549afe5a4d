import { listGenres } from '@movies/contract';
import { useAnswer } from '../../api/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { format, words } from '../../words/index.ts';
import type { UseFilters } from './use-filters.ts';

const FIRST_DECADE = 1900;
const THIS_DECADE = Math.floor(new Date().getFullYear() / 10) * 10;
const DECADES = Array.from({ length: (THIS_DECADE - FIRST_DECADE) / 10 + 1 }, (_, at) => THIS_DECADE - at * 10);
const RATINGS = [4.5, 4, 3.5, 3];
const LANGUAGES = ['en', 'fr', 'ja', 'it', 'es', 'de', 'ko', 'zh', 'cn', 'hi', 'sv', 'ru', 'pt', 'da', 'fa', 'pl'];

export function Filters({ filters, change, clear }: UseFilters) {
  const said = words.catalog;
  const genres = useAnswer(listGenres, undefined, { staleTime: Number.POSITIVE_INFINITY });
  const genreNames = (genres.data?.body ?? []).map(({ name }) => ({ value: name, label: name }));
  const known = withChosen(genreNames, filters.genre);
  const languages = LANGUAGES.map((code) => ({ value: code, label: format.language(code) }));
  const sorts = Object.entries(said.sorts).map(([value, label]) => ({ value, label }));
  const any = (label: string) => ({ value: '', label });
  const { genre = '', decade = '', min_rating = '', media_type = '', language = '', sort = 'popularity' } = filters;
  const decades = DECADES.map((year) => ({ value: String(year), label: said.years(year) }));
  const ratings = RATINGS.map((rating) => ({ value: String(rating), label: said.atLeast(rating) }));
  const kinds = Object.entries(said.kinds).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Select label={said.sort} value={sort} choices={sorts} onChange={(value) => change({ sort: value, order: '' })} />
      <Select
        label={said.genre}
        value={genre}
        choices={[any(said.anyGenre), ...known]}
        onChange={(value) => change({ genre: value })}
      />
      <Select
        label={said.decade}
        value={decade}
        choices={[any(said.anyDecade), ...decades]}
        onChange={(value) => change({ decade: value, year: '' })}
      />
      <Select
        label={said.minRating}
        value={min_rating}
        choices={[any(said.anyRating), ...ratings]}
        onChange={(value) => change({ min_rating: value })}
      />
      <Select
        label={said.language}
        value={language}
        choices={[any(said.anyLanguage), ...withChosen(languages, filters.language)]}
        onChange={(value) => change({ language: value })}
      />
      <Select
        label={said.kind}
        value={media_type}
        choices={[any(said.anyKind), ...kinds]}
        onChange={(value) => change({ media_type: value })}
      />
      <PersonFilter key={filters.person} person={filters.person ?? ''} onChange={(person) => change({ person })} />
      {Object.keys(filters).some((name) => name !== 'page' && name !== 'sort') && (
        <Button icon="undo" onClick={clear}>
          {said.clear}
        </Button>
      )}
    </>
  );
}

/** What the address names is shown as chosen, also where it is not among the usual. */
function withChosen(choices: { value: string; label: string }[], chosen: string | undefined) {
  const isKnown = chosen === undefined || choices.some(({ value }) => value === chosen);
  return isKnown ? choices : [...choices, { value: chosen, label: chosen }];
}

/** Takes effect when one leaves it, or with Enter. */
function PersonFilter({ person, onChange }: { person: string; onChange: (person: string) => void }) {
  const settle = (text: string) => text.trim() !== person && onChange(text.trim());
  return (
    <TextField
      label={words.catalog.person}
      type="search"
      maxLength={120}
      defaultValue={person}
      onBlur={({ target }) => settle(target.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && settle(currentTarget.value)}
    />
  );
}
