// How many, in words.
import { format } from '../format.ts';

const plurals = new Intl.PluralRules('en');

export function many(count: number, one: string, other: string): string {
  return `${format.count(count)} ${plurals.select(count) === 'one' ? one : other}`;
}

export const starsWord = (rating: number) => (rating === 1 ? 'star' : 'stars');
