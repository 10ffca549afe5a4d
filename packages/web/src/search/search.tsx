// The search box, whose suggestions come with code of their own. Until it is there one can type and search all the same.
import { lazy, Suspense } from 'react';
import { paths } from '../routes/paths.ts';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { words } from '../words/index.ts';
import css from './search-box.module.css';

const SearchBox = lazy(() => import('./search-box.tsx').then((module) => ({ default: module.SearchBox })));

interface SearchProps {
  large?: boolean;
  initial?: string;
}

export function Search(given: SearchProps) {
  return (
    <Suspense fallback={<PlainBox {...given} />}>
      <SearchBox {...given} />
    </Suspense>
  );
}

function PlainBox({ large = false, initial = '' }: SearchProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element is too new for the browsers we serve
    <form role="search" action={paths.search('')} className={classes(css.form, large && css.large)}>
      <Icon name="search" size={18} />
      <input
        type="search"
        name="q"
        className={css.input}
        aria-label={words.search.label}
        placeholder={words.search.placeholder}
        defaultValue={initial}
        autoComplete="off"
      />
    </form>
  );
}
