// Search with suggestions while one types. Enter shows all results.
import { searchMovies } from '@movies/contract';
import { useCombobox } from 'downshift';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useAnswer } from '../api/hooks.ts';
import { type Film, factsOf } from '../movies/film.ts';
import { Poster } from '../movies/poster.tsx';
import { paths } from '../routes/paths.ts';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import suggestions from '../ui/suggestions.module.css';
import { words } from '../words/index.ts';
import css from './search-box.module.css';
import { useSettled } from './use-settled.ts';

const FEWEST_LETTERS = 2;
const SUGGESTIONS = 7;
const SETTLES_MS = 160;

function useSuggestions(typed: string): readonly Film[] {
  const q = useSettled(typed.trim(), SETTLES_MS);
  const isWorthAsking = q.length >= FEWEST_LETTERS;
  const asking = { query: { q, limit: SUGGESTIONS } };
  const { data } = useAnswer(searchMovies, asking, { enabled: isWorthAsking, keep: true });
  return isWorthAsking && typed.trim() !== '' ? (data?.body.data ?? []) : [];
}

export function SearchBox({ large = false, initial = '' }: { large?: boolean; initial?: string }) {
  const [typed, setTyped] = useState(initial);
  useEffect(() => setTyped(initial), [initial]);
  const [, goTo] = useLocation();
  const films = useSuggestions(typed);
  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps, closeMenu } = useCombobox<Film>({
    items: films as Film[],
    inputValue: typed,
    itemToString: (film) => film?.title ?? '',
    onSelectedItemChange: ({ selectedItem }) => selectedItem && goTo(paths.movie(selectedItem.id)),
    selectedItem: null,
    stateReducer: (state, { changes, type }) =>
      type === useCombobox.stateChangeTypes.InputBlur
        ? { ...state, isOpen: false }
        : { ...changes, inputValue: state.inputValue },
  });
  const look = () => {
    closeMenu();
    if (typed.trim() !== '') goTo(paths.search(typed.trim()));
  };
  const input = getInputProps({
    onChange: ({ currentTarget }) => setTyped(currentTarget.value),
    onKeyDown: ({ key, nativeEvent }) => {
      // With nothing chosen, Enter sends the form.
      if (key === 'Enter' && highlightedIndex < 0) Object.assign(nativeEvent, { preventDownshiftDefault: true });
    },
  });
  const isShown = isOpen && films.length > 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element is too new for the browsers we serve
    <form
      role="search"
      className={classes(css.form, large && css.large)}
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <Icon name="search" size={18} />
      <input
        {...input}
        type="search"
        role="combobox"
        name="q"
        className={css.input}
        aria-label={words.search.label}
        aria-expanded={isShown}
        placeholder={words.search.placeholder}
        autoComplete="off"
      />
      <ul
        {...getMenuProps({ 'aria-label': words.search.suggestions })}
        className={isShown ? suggestions.list : undefined}
      >
        {isShown &&
          films.map((film, index) => (
            <li
              key={film.id}
              className={classes(suggestions.item, index === highlightedIndex && suggestions.active)}
              {...getItemProps({ item: film, index })}
            >
              <Suggestion film={film} />
            </li>
          ))}
      </ul>
    </form>
  );
}

function Suggestion({ film }: { film: Film }) {
  const { year, directors } = factsOf(film);
  return (
    <>
      <span className={css.thumb}>
        <Poster film={film} sizes="40px" />
      </span>
      <span className={css.text}>
        <span className={css.title}>{film.title}</span>
        <span className={css.meta}>{[year || '', directors.slice(0, 2).join(', ')].filter(Boolean).join(' · ')}</span>
      </span>
    </>
  );
}
