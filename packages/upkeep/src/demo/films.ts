// A film of the demo as the movie service saves it.
import type { Film } from '@movies/movie';
import type { DemoFilm } from './data.ts';

/** What the demo supposes TMDb's visitors to have said. */
const VOTES_OF_THE_BEST_KNOWN = 20_000;
const POPULARITY_OF_THE_BEST_KNOWN = 100;

export function filmFrom({ appeal, countries, cast, directors, description, ...film }: DemoFilm): Film {
  return {
    ...film,
    overview: description,
    vote_average: appeal.quality * 2,
    vote_count: Math.round(VOTES_OF_THE_BEST_KNOWN * appeal.fame ** 2),
    popularity: POPULARITY_OF_THE_BEST_KNOWN * appeal.fame,
    release_status: 'Released',
    production_countries: countries.map((code) => ({ iso_3166_1: code, name: nameOf(code) })),
    directors: directors.map((name) => ({ name })),
    cast,
  };
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

function nameOf(country: string): string {
  return FORMER[country] ?? names.of(country) ?? country;
}

const FORMER: Record<string, string> = {
  SU: 'Soviet Union',
  CS: 'Czechoslovakia',
  YU: 'Yugoslavia',
  DD: 'East Germany',
};
