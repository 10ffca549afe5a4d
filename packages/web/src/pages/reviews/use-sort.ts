import { useSearchParams } from 'wouter';

/** The order of a list, kept in the address. */
export function useSort<Sort extends string>(sorts: readonly Sort[]): [Sort, (sort: Sort) => void] {
  const [search, setSearch] = useSearchParams();
  const [first] = sorts as [Sort, ...Sort[]];
  const sort = sorts.find((one) => one === search.get('sort')) ?? first;
  const change = (next: Sort) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('sort', next);
        return after;
      },
      { replace: true },
    );
  return [sort, change];
}
