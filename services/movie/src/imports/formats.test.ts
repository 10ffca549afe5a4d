import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myFavorites, myRatings, myWatched, myWatchlist } from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { type MovieUnderTest, newFilm, startMovieForTest } from '../testing.ts';
import { csv, imported, zip } from './testing.ts';

let movie: MovieUnderTest;
let heat: number;
let amelie: number;
let alien: number;

beforeAll(async () => {
  movie = await startMovieForTest();
  heat = await newFilm(movie, { title: 'Heat', release_date: '1995-12-15', imdb_id: 'tt0113277' });
  amelie = await newFilm(movie, {
    title: 'Amélie',
    original_title: "Le Fabuleux Destin d'Amélie Poulain",
    release_date: '2001-04-25',
    imdb_id: 'tt0211915',
  });
  alien = await newFilm(movie, { title: 'Alien', release_date: '1979-05-25', imdb_id: 'tt0078748' });
});
afterAll(() => movie.stop());

async function has({ token }: TestMember) {
  const all = { token, query: { limit: 100 } };
  const ratings = (await movie.api(myRatings, all)).body as { movie: { id: number }; rating: number }[];
  const idsOf = (body: unknown) => (body as { movie: { id: number } }[]).map((listed) => listed.movie.id).sort();
  return {
    ratings: Object.fromEntries(ratings.map(({ movie: film, rating }) => [film.id, rating])),
    liked: idsOf((await movie.api(myFavorites, all)).body),
    bookmarked: idsOf((await movie.api(myWatchlist, all)).body),
    watched: idsOf((await movie.api(myWatched, all)).body),
  };
}

describe('a ZIP of Letterboxd', () => {
  const export_ = () =>
    zip(
      { name: 'profile.csv', content: csv('Date Joined,Username', '2020-01-01,me') },
      {
        name: 'ratings.csv',
        content: csv('Date,Name,Year,Letterboxd URI,Rating', '2021-02-03,Heat,1995,https://boxd.it/a,4.5'),
      },
      {
        name: 'watchlist.csv',
        content: csv('Date,Name,Year,Letterboxd URI', '2021-02-03,Alien,1979,https://boxd.it/b'),
      },
      {
        name: 'watched.csv',
        content: csv('Date,Name,Year,Letterboxd URI', '2021-02-03,Amélie,2001,https://boxd.it/c'),
      },
      {
        name: 'likes/films.csv',
        content: csv('Date,Name,Year,Letterboxd URI', '2021-02-03,Amelie,2001,https://boxd.it/c'),
      },
      {
        name: 'diary.csv',
        content: csv(
          'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date',
          '2021-02-03,Heat,1995,https://boxd.it/d,4.5,,,2021-02-01',
        ),
      },
      {
        name: 'reviews.csv',
        content: csv(
          'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date',
          '2021-02-03,Heat,1995,https://boxd.it/e,4.5,,"Long,\nand ""good"".",,2021-02-01',
        ),
      },
      {
        name: 'deleted/diary.csv',
        content: csv('Date,Name,Year,Letterboxd URI,Rating,Watched Date', '2021-02-03,Alien,1979,x,1,'),
      },
    );

  test('brings ratings, diary, lists and reviews, each once', async () => {
    const member = movie.newMember();
    const report = await imported(movie, member, export_(), { name: 'letterboxd-me.zip' });
    expect(report).toMatchObject({ status: 'done', source: 'letterboxd', progress: { done: 6, total: 6 } });
    expect(report.rows.map(({ file, line, outcome, confidence }) => [file, line, outcome, confidence])).toEqual([
      ['diary.csv', 2, 'added', 0.95],
      ['likes/films.csv', 2, 'added', 0.95],
      ['ratings.csv', 2, 'unchanged', 0.95],
      ['reviews.csv', 2, 'added', 0.95],
      ['watched.csv', 2, 'added', 0.95],
      ['watchlist.csv', 2, 'added', 0.95],
    ]);
    expect(await has(member)).toEqual({
      ratings: { [heat]: 4.5 },
      liked: [amelie],
      bookmarked: [alien],
      watched: [heat, amelie].sort(),
    });
    const review = await movie.context.database.row(
      'SELECT review, rating, created_at FROM movie_reviews WHERE user_id = $1',
      [member.id],
    );
    expect(review).toEqual({ review: 'Long,\nand "good".', rating: 4.5, created_at: '2021-02-03T00:00:00.000Z' });
  });

  test('brought again changes nothing', async () => {
    const member = movie.newMember();
    await imported(movie, member, export_(), { name: 'export.zip' });
    const { counts } = await imported(movie, member, export_(), { name: 'export.zip' });
    expect(counts).toEqual({ added: 0, changed: 0, unchanged: 6, not_found: 0, not_understood: 0 });
  });
});

describe('a file of IMDb', () => {
  const head =
    'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes';

  test('has ratings out of ten, of films by their ids', async () => {
    const member = movie.newMember();
    const report = await imported(
      movie,
      member,
      csv(
        head,
        'tt0113277,9,2022-01-02,Something Else,Heat,https://www.imdb.com/title/tt0113277,Movie,8.3,170,1995,Crime,1',
        'tt0078748,7,2022-01-02,Alien,Alien,u,Movie,8.5,117,1979,Horror,1',
        'tt9999999,7,2022-01-02,Alien,Alien,u,TV Episode,8.5,117,1979,Horror,1',
      ),
    );
    expect(report.source).toBe('imdb');
    expect(report.rows.map(({ outcome, confidence }) => [outcome, confidence])).toEqual([
      ['added', 1],
      ['added', 1],
      ['not_found', undefined],
    ]);
    expect((await has(member)).ratings).toEqual({ [heat]: 4.5, [alien]: 3.5 });
  });

  test('is a watchlist where its lines have positions', async () => {
    const member = movie.newMember();
    const head = 'Position,Const,Created,Modified,Description,Title,URL,Title Type,Year,Your Rating,Date Rated';
    await imported(movie, member, csv(head, '1,tt0078748,2022-01-02,2022-01-02,,Alien,u,Movie,1979,,'), {
      name: '1f3c.csv',
    });
    expect(await has(member)).toMatchObject({ ratings: {}, bookmarked: [alien] });
  });
});

describe('files of Trakt', () => {
  const film = (imdb: string, title: string, year: number) => ({ title, year, ids: { trakt: 1, slug: 'x', imdb } });

  test('are lists in JSON, also in a ZIP', async () => {
    const member = movie.newMember();
    const content = zip(
      {
        name: 'ratings/ratings-movies.json',
        content: JSON.stringify([
          { rated_at: '2020-05-06T07:08:09.000Z', rating: 9, type: 'movie', movie: film('tt0113277', 'Heat', 1995) },
        ]),
      },
      {
        name: 'watched/watched-movies.json',
        content: JSON.stringify([
          { plays: 2, last_watched_at: '2020-05-05T20:00:00.000Z', movie: film('tt0078748', 'Alien', 1979) },
        ]),
      },
      {
        name: 'lists/watchlist.json',
        content: JSON.stringify([
          { rank: 1, listed_at: '2020-05-05T20:00:00.000Z', type: 'movie', movie: film('tt0211915', 'Amélie', 2001) },
        ]),
      },
      { name: 'user/user-profile.json', content: '{"username":"me"}' },
    );
    const report = await imported(movie, member, content, { name: 'trakt.zip' });
    expect(report.source).toBe('trakt');
    expect(await has(member)).toEqual({
      ratings: { [heat]: 4.5 },
      liked: [],
      bookmarked: [amelie],
      watched: [alien],
    });
  });

  test('say nothing of a film where they are about a part of a show', async () => {
    const member = movie.newMember();
    const entries = [
      { rated_at: '2020-05-06', rating: 9, type: 'episode', episode: { season: 1 }, show: { title: 'Heat' } },
    ];
    const { counts } = await imported(movie, member, JSON.stringify(entries), { name: 'ratings-episodes.json' });
    expect(counts.not_understood).toBe(1);
  });
});

describe('a file of MovieLens', () => {
  const ratings = csv('userId,movieId,rating,timestamp', '7,6,4.0,964982703', '7,1214,2.5,964982703');

  test('names its films in other files of the ZIP', async () => {
    const member = movie.newMember();
    const content = zip(
      { name: 'ml/links.csv', content: csv('movieId,imdbId,tmdbId', '6,0113277,', '1214,,') },
      {
        name: 'ml/movies.csv',
        content: csv('movieId,title,genres', '6,Heat (1995),Action', '1214,Alien (1979),Horror'),
      },
      { name: 'ml/ratings.csv', content: ratings },
      { name: 'ml/tags.csv', content: csv('userId,movieId,tag,timestamp', '8,6,long,964982703') },
    );
    const { rows, source } = await imported(movie, member, content, { name: 'ml.zip' });
    expect(source).toBe('movielens');
    expect(rows.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Heat', 'added'],
      ['Alien', 'added'],
    ]);
    expect((await has(member)).ratings).toEqual({ [heat]: 4, [alien]: 2.5 });
  });

  test('of one member names them by title, as its site exports it', async () => {
    const member = movie.newMember();
    const head = 'movie_id,imdb_id,tmdb_id,rating,average_rating,title';
    await imported(movie, member, csv(head, '6,,,4.0,3.9,Heat (1995)'));
    expect((await has(member)).ratings).toEqual({ [heat]: 4 });
  });
});

describe('any other CSV', () => {
  test.each([
    ['with semicolons, CRLF and a mark at its beginning', '\ufeffTITLE;Year;My Rating\r\n"Heat";1995;4,5\r\n'],
    ['with tabs', 'Film\tYear\trating\nHeat\t1995\t4.5\n'],
    ['in UTF-16', Buffer.from('\ufefftitle,year,rating\nHeat,1995,4.5\n', 'utf16le')],
    ['with ratings out of ten', 'name,year,rating\nHeat,1995,9/10\n'],
    ['with percentages', 'name,year,score\nHeat,1995,90%\n'],
    ['with stars', 'name,year,stars\nHeat,1995,★★★★½\n'],
    ['without a year', 'title,rating\nHeat,4.5\n'],
    ['with an id and no title', 'imdb_id,rating\ntt0113277,4.5\n'],
    ['with the year beside', 'title,year,rating\nHeat,1996,4.5\n'],
    ['in JSON', '[{"title":"Heat","year":1995,"rating":4.5}]'],
  ])('%s is understood', async (_, content) => {
    const member = movie.newMember();
    await imported(movie, member, content, { name: 'mine.txt' });
    expect((await has(member)).ratings).toEqual({ [heat]: 4.5 });
  });

  test('may write a title a little differently, which is less sure', async () => {
    const member = movie.newMember();
    const id = await newFilm(movie, { title: 'The Shawshank Redemption', release_date: '1994-09-23' });
    const { rows } = await imported(movie, member, csv('title,year,rating', 'Shawshank Redemption,1994,5'));
    expect(rows).toMatchObject([{ movie_id: id, outcome: 'added' }]);
    expect(rows[0]?.confidence).toBeLessThan(0.9);
  });

  test('whose ratings go beyond five is out of ten as a whole', async () => {
    const member = movie.newMember();
    await imported(movie, member, csv('title,year,rating', 'Heat,1995,4', 'Alien,1979,9'));
    expect((await has(member)).ratings).toEqual({ [heat]: 2, [alien]: 4.5 });
  });

  test('is found by original title, less surely', async () => {
    const member = movie.newMember();
    const { rows } = await imported(
      movie,
      member,
      csv('title,year,rating', '"Le fabuleux destin d\'Amelie Poulain",2001,5'),
    );
    expect(rows).toMatchObject([{ movie_id: amelie, confidence: 0.9, outcome: 'added' }]);
  });

  test('names films that are not here, and lines that say nothing', async () => {
    const member = movie.newMember();
    const { rows, counts } = await imported(
      movie,
      member,
      csv('title,year,rating', 'Metropolis,1927,4', 'Heat,1925,4', 'Heat,1995,', ',,4', 'Heat,1995,eleven'),
    );
    expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'not_found'],
      [3, 'not_found'],
      [4, 'not_understood'],
      [5, 'not_understood'],
      [6, 'not_understood'],
    ]);
    expect(rows.every(({ note }) => note)).toBe(true);
    expect(counts).toEqual({ added: 0, changed: 0, unchanged: 0, not_found: 2, not_understood: 3 });
  });

  test('keeps titles as they are, whatever is in them', async () => {
    const member = movie.newMember();
    const titles = [
      "'; DROP TABLE movies; --",
      '<script>alert(1)</script>',
      '%s{{7*7}}$(id)',
      '=cmd|calc',
      '../../etc/passwd',
    ];
    const { rows } = await imported(movie, member, csv('title,rating', ...titles.map((title) => `"${title}",4`)));
    expect(rows.map(({ title }) => title)).toEqual(titles);
  });
});
