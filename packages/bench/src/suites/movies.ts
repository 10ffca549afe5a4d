// Finding, rating and reviewing films through the gateway, with ten times as many films the second time.
import * as contract from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { fillCatalogue } from '../catalogue.ts';
import type { Ground } from '../ground.ts';
import { repeat } from '../load.ts';
import { upsertsPerSecond } from '../pgbench.ts';
import { type Cell, table } from '../table.ts';

const SIZES = [
  { films: 10_000, ratings: 100_000 },
  { films: 100_000, ratings: 1_000_000 },
];
const SECONDS = 5;
const READERS = 4;
const WRITERS = 16;

interface AloneAndBusy {
  p50: number;
  p99: number;
  perSecond: number;
}
type Measured = Record<string, AloneAndBusy>;

export async function moviesSuite({ gatewayUrl, movieDatabaseUrl }: Ground) {
  const api = createClient(gatewayUrl);
  const tokens: string[] = [];
  while (tokens.length < WRITERS) tokens.push(await tokenOf(api, tokens.length));
  const sizes = [];
  for (const size of SIZES) {
    process.stdout.write(`\nfilling in ${size.films} films and ${size.ratings} ratings …\n`);
    await fillCatalogue(movieDatabaseUrl, size);
    const measured = await measureAll(api, tokens, size.films);
    const upserts = await upsertsPerSecond(movieDatabaseUrl, size.films, SECONDS);
    sizes.push({ ...size, measured, upserts });
    process.stdout.write(tableOf(size.films, measured, upserts));
  }
  return { sizes, growth: growthOf(sizes.map(({ measured }) => measured)) };
}

async function tokenOf(api: Client, number: number): Promise<string> {
  const username = `rater${number}`;
  const body = { username, email: `${username}@example.org`, password: 'correct horse battery' };
  const answer = await api(contract.register, { body });
  if (answer.status !== 201) throw new Error(`could not register: ${JSON.stringify(answer.body)}`);
  return answer.body.access_token;
}

async function measureAll(api: Client, tokens: string[], films: number): Promise<Measured> {
  const film = () => 1 + Math.floor(films * Math.random());
  const read = (work: () => Promise<{ status: number }>) => aloneAndBusy(READERS, () => expectFine(work()));
  const write = (work: (token: string) => Promise<{ status: number }>) =>
    aloneAndBusy(WRITERS, (writer) => expectFine(work(tokens[writer] as string)));
  const titles = await someTitles(api);
  const title = () => titles[Math.floor(titles.length * Math.random())] as string;
  return {
    'popular (cached)': await read(() => api(contract.popularMovies)),
    'one movie': await read(() => api(contract.getMovie, { params: { id: film() } })),
    list: await read(() => api(contract.listMovies, { query: someFilters() })),
    search: await read(() => api(contract.searchMovies, { query: { title: title() } })),
    'search with a slip': await read(() => api(contract.searchMovies, { query: { title: misspelt(title()) } })),
    rate: await write((token) =>
      api(contract.rateMovie, { token, params: { id: film() }, body: { rating: someStars() } }),
    ),
    review: await write((token) =>
      api(contract.writeReview, { token, params: { id: film() }, body: { review: 'It was long, but never dull.' } }),
    ),
  };
}

/** How long one takes when nobody else asks, and how many there are when so many ask that the machine is busy. */
async function aloneAndBusy(atOnce: number, work: (worker: number) => Promise<void>): Promise<AloneAndBusy> {
  const { p50, p99 } = await repeat(SECONDS, 1, work);
  const { count, seconds } = await repeat(SECONDS, atOnce, work);
  return { p50, p99, perSecond: count / seconds };
}

async function expectFine(asked: Promise<{ status: number }>): Promise<void> {
  const { status } = await asked;
  // A film that the same member has reviewed already.
  if (status >= 400 && status !== 409) throw new Error(`answered with ${status}`);
}

/** So many that hardly any is searched for twice: what is kept is not to be measured here. */
const PAGES_OF_TITLES = 20;

async function someTitles(api: Client): Promise<string[]> {
  const titles: string[] = [];
  for (let page = 1; page <= PAGES_OF_TITLES; page += 1) {
    const found = await api(contract.listMovies, { query: { sort: 'release_date', page, limit: 100 } });
    if (found.status === 200) titles.push(...found.body.map(({ title }) => title));
  }
  return titles;
}

/** One letter is left out, somewhere after the beginning. */
function misspelt(title: string): string {
  const at = 4 + Math.floor((title.length - 4) * Math.random());
  return title.slice(0, at) + title.slice(at + 1);
}

const SORTS = ['popularity', 'rating', 'release_date', 'title', 'rating_count'] as const;
const GENRES = ['Drama', 'Comedy', 'Western', 'Horror', 'Animation'];

function someFilters(): contract.MovieListQuery {
  const any = <T>(list: readonly T[]) => list[Math.floor(list.length * Math.random())] as T;
  return {
    sort: any(SORTS),
    page: 1 + Math.floor(20 * Math.random()),
    ...(Math.random() < 0.5 ? { genre: any(GENRES) } : {}),
    ...(Math.random() < 0.5 ? { year_from: 1950 + Math.floor(60 * Math.random()) } : {}),
  };
}

const someStars = () => Math.ceil(Math.random() * 10) / 2;

function tableOf(films: number, measured: Measured, upserts: number | undefined): string {
  const rows: Cell[][] = Object.entries(measured).map(([name, { perSecond, p50, p99 }]) => [name, p50, p99, perSecond]);
  if (upserts !== undefined) rows.push(['the same upsert as “rate” in pgbench', '', '', upserts]);
  return table(
    `Through the gateway, with ${films.toLocaleString('en')} films`,
    ['', 'p50 ms', 'p99 ms', 'per second'],
    rows,
  );
}

/** How many times longer the middle request takes with ten times the data. */
function growthOf([small = {}, large = {}]: Measured[]): Record<string, number> {
  const growth = Object.keys(small).map((name) => [name, (large[name]?.p50 ?? Number.NaN) / (small[name]?.p50 ?? 1)]);
  process.stdout.write(table('Growth of the median with ten times the films', ['', 'times'], growth as Cell[][]));
  return Object.fromEntries(growth) as Record<string, number>;
}
