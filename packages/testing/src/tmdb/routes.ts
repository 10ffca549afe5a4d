// Which path of TMDb's API answers what.
import { type Answer, inFull, inList, page, popularityOf } from './answers.ts';
import { GENRES, type Media, type Title } from './titles.ts';

interface Asked {
  titles: readonly Title[];
  /** What the pattern of the path holds. */
  words: string[];
  query: URLSearchParams;
}

/** Nothing where there is no such thing. */
type Route = (asked: Asked) => Answer | undefined;

const ROUTES: [RegExp, Route][] = [
  [/^\/trending\/(movie|all|tv)\/(?:day|week)$/, trending],
  [/^\/(movie|tv)\/popular$/, popular],
  [/^\/(movie|tv)\/(\d+)$/, details],
  [/^\/(movie|tv)\/(\d+)\/(?:recommendations|similar)$/, related],
  [/^\/search\/(movie|tv|multi)$/, search],
  [/^\/find\/(\w+)$/, find],
  [/^\/genre\/(movie|tv)\/list$/, genres],
  [/^\/discover\/(movie|tv)$/, discover],
];

export function route(path: string, titles: readonly Title[], query: URLSearchParams): Answer | undefined {
  for (const [pattern, answer] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return answer({ titles, words: found.slice(1), query });
  }
  return undefined;
}

const isOf = (media: string | undefined) => (title: Title) =>
  media === title.media || media === 'all' || media === 'multi';
const clean = (title: Title) => !title.adult;

function ranked(titles: readonly Title[]): Title[] {
  return [...titles].sort((one, other) => popularityOf(other) - popularityOf(one));
}

function pageNumber(query: URLSearchParams): number {
  return Number(query.get('page') ?? 1);
}

function trending({ titles, words: [media], query }: Asked): Answer {
  const found = page(ranked(titles.filter(isOf(media)).filter(clean)), pageNumber(query));
  if (media !== 'all') return found;
  const someone = {
    id: 5_001,
    name: 'Tomasz Wilk',
    media_type: 'person',
    known_for_department: 'Acting',
    popularity: 9,
  };
  return { ...found, results: [...(found.results as Answer[]), someone] };
}

function popular({ titles, words: [media], query }: Asked): Answer {
  return page(ranked(titles.filter(isOf(media)).filter(clean)), pageNumber(query));
}

function titleAt({ titles, words: [media, id] }: Asked): Title | undefined {
  return titles.find((title) => title.media === media && title.id === Number(id));
}

function details(asked: Asked): Answer | undefined {
  const title = titleAt(asked);
  return title && inFull(title, (asked.query.get('append_to_response') ?? '').split(','));
}

function related(asked: Asked): Answer | undefined {
  const title = titleAt(asked);
  if (!title) return undefined;
  const alike = asked.titles.filter(
    (other) => other.media === title.media && other !== title && other.genres.some((id) => title.genres.includes(id)),
  );
  return page(alike.filter(clean), pageNumber(asked.query));
}

function search({ titles, words: [media], query }: Asked): Answer {
  const words = (query.get('query') ?? '').toLowerCase();
  const fits = ({ title, original }: Title) => `${title} ${original}`.toLowerCase().includes(words);
  const mayShow = (title: Title) => clean(title) || query.get('include_adult') === 'true';
  return page(titles.filter(isOf(media)).filter(fits).filter(mayShow), pageNumber(query));
}

function find({ titles, words: [imdb], query }: Asked): Answer {
  const found = query.get('external_source') === 'imdb_id' ? titles.filter((title) => title.imdb === imdb) : [];
  const of = (media: Media) => found.filter(isOf(media)).map(inList);
  const others = { person_results: [], tv_episode_results: [], tv_season_results: [] };
  return { movie_results: of('movie'), tv_results: of('tv'), ...others };
}

function genres({ words: [media] }: Asked): Answer {
  return { genres: GENRES[media as Media].map(([id, name]) => ({ id, name })) };
}

function discover({ titles, words: [media], query }: Asked): Answer {
  const wanted = (query.get('with_genres') ?? '').split(',').filter(Boolean).map(Number);
  const fits = ({ genres: has }: Title) => wanted.every((id) => has.includes(id));
  return page(ranked(titles.filter(isOf(media)).filter(fits).filter(clean)), pageNumber(query));
}
