// Where someone wanted to go before they were asked to log in. Only ever a page of ours.
import { useSearchParams } from 'wouter';
import { paths } from '../routes/paths.ts';

export function useBackTo(): string {
  const [search] = useSearchParams();
  const wanted = search.get('to') ?? '';
  return /^\/(?![/\\])/.test(wanted) ? wanted : paths.home;
}
