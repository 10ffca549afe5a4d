// The filters of the catalogue as the address has them.
import { useSearchParams } from 'wouter';
import { type Filters, NAMES } from './query.ts';

export interface UseFilters {
  filters: Filters;
  /** An empty string takes a filter away. Whatever changes, one begins at the first page again. */
  change: (changes: Filters) => void;
  clear: () => void;
}

export function useFilters(): UseFilters {
  const [search, setSearch] = useSearchParams();
  const filters: Filters = {};
  for (const name of NAMES) {
    const value = search.get(name);
    if (value) filters[name] = value;
  }
  const change = (changes: Filters) => {
    const next = { ...filters, page: '', ...changes };
    setSearch(new URLSearchParams(Object.entries(next).filter(([, value]) => value !== '')));
    if (changes.page !== undefined) scrollTo({ top: 0 });
  };
  return { filters, change, clear: () => setSearch(new URLSearchParams()) };
}
