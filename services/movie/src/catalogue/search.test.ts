import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MovieSearchQuery, type Results, searchMovies } from '@movies/contract';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';
import { type Film, saveFilms } from './saving.ts';

let movie: MovieUnderTest;

type Row = [title: string, director?: string, original?: string, year?: number, genre?: string];
/** The best known first. */
const FILMS: Row[] = [
  ['The Godfather', 'Francis Ford Coppola', '', 1972, 'Crime'],
  ['The Godfather Part II', 'Francis Ford Coppola', '', 1974, 'Crime'],
  ['The Matrix', 'Lana Wachowski', '', 1999, 'Action'],
  ['Star Wars', 'George Lucas', '', 1977, 'Adventure'],
  ['The Lord of the Rings: The Fellowship of the Ring', 'Peter Jackson', '', 2001, 'Fantasy'],
  ['The Lord of the Rings: The Two Towers', 'Peter Jackson', '', 2002, 'Fantasy'],
  ['Spirited Away', 'Hayao Miyazaki', '千と千尋の神隠し', 2001, 'Animation'],
  ['Amélie', 'Jean-Pierre Jeunet', "Le Fabuleux Destin d'Amélie Poulain", 2001, 'Comedy'],
  ['Seven Samurai', 'Akira Kurosawa', '七人の侍', 1954, 'Drama'],
  ['WALL·E', 'Andrew Stanton', '', 2008, 'Animation'],
  ['Se7en', 'David Fincher', '', 1995, 'Crime'],
  ['Gladiator', 'Ridley Scott', '', 2000, 'Action'],
  ['Alien', 'Ridley Scott', '', 1979, 'Horror'],
  ['Aliens', 'James Cameron', '', 1986, 'Action'],
  ['Inception', 'Christopher Nolan', '', 2010, 'Action'],
  ['The Good, the Bad and the Ugly', 'Sergio Leone', 'Il buono, il brutto, il cattivo', 1966, 'Western'],
  ['Once Upon a Time in the West', 'Sergio Leone', "C'era una volta il West", 1968, 'Western'],
  ['The Matrix Reloaded', 'Lana Wachowski', '', 2003, 'Action'],
  ['The Godfather Part III', 'Francis Ford Coppola', '', 1990, 'Crime'],
  ['Star Wars: The Last Jedi', 'Rian Johnson', '', 2017, 'Adventure'],
  ["Schindler's List", 'Steven Spielberg', '', 1993, 'Drama'],
  ['Spider-Man', 'Sam Raimi', '', 2002, 'Action'],
  ['Spider-Man 2', 'Sam Raimi', '', 2004, 'Action'],
  ['X-Men', 'Bryan Singer', '', 2000, 'Action'],
  ["Ocean's Eleven", 'Steven Soderbergh', '', 2001, 'Crime'],
  ['12 Monkeys', 'Terry Gilliam', 'Twelve Monkeys', 1995, 'Thriller'],
  ['Rashōmon', 'Akira Kurosawa', '羅生門', 1950, 'Drama'],
  ['Ran', 'Akira Kurosawa', '乱', 1985, 'Drama'],
  ['8½', 'Federico Fellini', '', 1963, 'Drama'],
  ['La Dolce Vita', 'Federico Fellini', '', 1960, 'Drama'],
  ["L'avventura", 'Michelangelo Antonioni', '', 1960, 'Drama'],
  ['Das Boot', 'Wolfgang Petersen', '', 1981, 'War'],
  ['Forrest Gump', 'Robert Zemeckis', '', 1994, 'Drama'],
  ['Fast & Furious', 'Justin Lin', '', 2009, 'Action'],
  ['Léon', 'Luc Besson', 'Léon', 1994, 'Thriller'],
  ['Leonera', 'Pablo Trapero', '', 2008, 'Drama'],
  ['Love Actually', 'Richard Curtis', '', 2003, 'Romance'],
  ['Love', 'Gaspar Noé', '', 2015, 'Romance'],
  ['Punch-Drunk Love', 'Paul Thomas Anderson', '', 2002, 'Romance'],
  ['The Others', 'Alejandro Amenábar', '', 2001, 'Horror'],
  ['Trois couleurs : Bleu', 'Krzysztof Kieślowski', 'Trois couleurs : Bleu', 1993, 'Drama'],
  ['Броненосец Потёмкин', 'Sergei Eisenstein', 'Броненосец Потёмкин', 1925, 'Drama'],
  ['Parasite', 'Bong Joon-ho', '기생충', 2019, 'Thriller'],
  ['Jurassic Park', 'Steven Spielberg', '', 1993, 'Adventure'],
  ['It', 'Andy Muschietti', '', 2017, 'Horror'],
  ['Up', 'Pete Docter', '', 2009, 'Animation'],
  ['M', 'Fritz Lang', '', 1931, 'Thriller'],
  ['300', 'Zack Snyder', '', 2006, 'Action'],
  ['(500) Days of Summer', 'Marc Webb', '', 2009, 'Romance'],
  ['2001: A Space Odyssey', 'Stanley Kubrick', '', 1968, 'Science Fiction'],
  ['Dr. Strangelove', 'Stanley Kubrick', '', 1964, 'Comedy'],
  ['Pulp Fiction', 'Quentin Tarantino', '', 1994, 'Crime'],
  ['Kill Bill: Vol. 1', 'Quentin Tarantino', '', 2003, 'Action'],
  ['Terminator 2: Judgment Day', 'James Cameron', '', 1991, 'Action'],
  ['The Silence of the Lambs', 'Jonathan Demme', '', 1991, 'Thriller'],
  ['Eternal Sunshine of the Spotless Mind', 'Michel Gondry', '', 2004, 'Romance'],
  ['Crouching Tiger, Hidden Dragon', 'Ang Lee', '臥虎藏龍', 2000, 'Action'],
  ['Nausicaä of the Valley of the Wind', 'Hayao Miyazaki', '風の谷のナウシカ', 1984, 'Animation'],
  ['Psycho', 'Alfred Hitchcock', '', 1960, 'Horror'],
  ['The Birds', 'Alfred Hitchcock', '', 1963, 'Horror'],
];

beforeAll(async () => {
  movie = await startMovieForTest();
  const films = FILMS.map(
    ([title, director, original_title = '', year, genre = 'Drama'], place): Film => ({
      title,
      original_title,
      popularity: FILMS.length - place,
      vote_average: 5 + (place % 5),
      release_date: `${year}-05-01`,
      genres: [genre],
      directors: director ? [{ name: director }] : [],
      cast: place === 0 ? [{ name: 'Marlon Brando' }, { name: 'Al Pacino' }] : [],
    }),
  );
  await movie.context.database.transaction((tx) => saveFilms(movie.context, tx, films));
});
afterAll(() => movie.stop());

async function titlesFor(query: MovieSearchQuery): Promise<string[]> {
  const { body } = await movie.api(searchMovies, { query });
  if (!(body as Results).data) throw new Error(JSON.stringify(body));
  return (body as Results).data.map(({ title }) => title);
}

describe('the first that is found', () => {
  test.each([
    // As it is, whatever the case, accents, articles and signs.
    ['The Godfather', 'The Godfather'],
    ['godfather', 'The Godfather'],
    ['THE MATRIX', 'The Matrix'],
    ['matrix', 'The Matrix'],
    ['star wars', 'Star Wars'],
    ['starwars', 'Star Wars'],
    ['love', 'Love'],
    ['amelie', 'Amélie'],
    ['rashomon', 'Rashōmon'],
    ['nausicaa', 'Nausicaä of the Valley of the Wind'],
    ['se7en', 'Se7en'],
    ['wall-e', 'WALL·E'],
    ['walle', 'WALL·E'],
    ['wall e', 'WALL·E'],
    ['spiderman', 'Spider-Man'],
    ['spider man', 'Spider-Man'],
    ['xmen', 'X-Men'],
    ['schindlers list', "Schindler's List"],
    ["schindler's list", "Schindler's List"],
    ['schindler’s list', "Schindler's List"],
    ['avventura', "L'avventura"],
    ['boot', 'Das Boot'],
    ['fast and furious', 'Fast & Furious'],
    ['others', 'The Others'],
    ['it', 'It'],
    ['m', 'M'],
    ['300', '300'],
    ['500 days', '(500) Days of Summer'],
    // A part of it.
    ['spirited', 'Spirited Away'],
    ['spirit awa', 'Spirited Away'],
    ['seven samurai', 'Seven Samurai'],
    ['lord rings', 'The Lord of the Rings: The Fellowship of the Ring'],
    ['two towers', 'The Lord of the Rings: The Two Towers'],
    ['jurass', 'Jurassic Park'],
    ['sunshine spotless', 'Eternal Sunshine of the Spotless Mind'],
    ['odfathe', 'The Godfather'],
    // Numbers, however they are written.
    ['godfather 2', 'The Godfather Part II'],
    ['godfather part ii', 'The Godfather Part II'],
    ['the godfather part 3', 'The Godfather Part III'],
    ['oceans 11', "Ocean's Eleven"],
    ['twelve monkeys', '12 Monkeys'],
    ['7 samurai', 'Seven Samurai'],
    ['terminator ii', 'Terminator 2: Judgment Day'],
    // Slips.
    ['the godfater', 'The Godfather'],
    ['matrx', 'The Matrix'],
    ['teh matrix', 'The Matrix'],
    ['gladaitor', 'Gladiator'],
    ['alein', 'Alien'],
    ['incpetion', 'Inception'],
    ['forest gump', 'Forrest Gump'],
    ['pulp fction', 'Pulp Fiction'],
    ['start wars', 'Star Wars'],
    ['jurasic prak', 'Jurassic Park'],
    ['termanator', 'Terminator 2: Judgment Day'],
    ['sielnce of teh lambs', 'The Silence of the Lambs'],
    ['crouchign tigre', 'Crouching Tiger, Hidden Dragon'],
    ['strangelvoe', 'Dr. Strangelove'],
    // Its original title, in any script.
    ['千と千尋の神隠し', 'Spirited Away'],
    ['千と千尋', 'Spirited Away'],
    ['神隠し', 'Spirited Away'],
    ['il buono il brutto', 'The Good, the Bad and the Ugly'],
    ['fabuleux destin', 'Amélie'],
    ['потемкин', 'Броненосец Потёмкин'],
    ['기생충', 'Parasite'],
    // People, with what they have made.
    ['kurosawa', 'Seven Samurai'],
    ['akira kurosawa', 'Seven Samurai'],
    ['kurozawa', 'Seven Samurai'],
    ['leone', 'The Good, the Bad and the Ugly'],
    ['pacino', 'The Godfather'],
    ['kieslowski', 'Trois couleurs : Bleu'],
    ['hitchcok', 'Psycho'],
    ['tarantino kill', 'Kill Bill: Vol. 1'],
    ['bong joon ho', 'Parasite'],
    ['spaghetti leone', 'The Good, the Bad and the Ugly'],
  ])('for "%s" is %s', async (title, first) => {
    expect((await titlesFor({ title }))[0]).toBe(first);
  });
});

describe('all that is found', () => {
  test('begins with what is called so, then what begins so, then what has the words, then what is by someone so called', async () => {
    expect((await titlesFor({ q: 'love' })).slice(0, 3)).toEqual(['Love', 'Love Actually', 'Punch-Drunk Love']);
    expect((await titlesFor({ q: 'alien' })).slice(0, 2)).toEqual(['Alien', 'Aliens']);
    expect((await titlesFor({ q: 'leone' })).slice(0, 3)).toEqual([
      'The Good, the Bad and the Ugly',
      'Once Upon a Time in the West',
      'Leonera',
    ]);
  });

  test('is by fame among what fits alike', async () => {
    expect(await titlesFor({ q: 'kurosawa' })).toEqual(['Seven Samurai', 'Rashōmon', 'Ran']);
  });

  test('is nothing where nothing is like it', async () => {
    expect(await titlesFor({ q: 'qqqqzzzz' })).toEqual([]);
    expect(await titlesFor({ q: '!?' })).toEqual([]);
  });
});

test('the words may be sent under three names', async () => {
  for (const name of ['title', 'query', 'q'])
    expect(await titlesFor({ [name]: 'seven samurai' })).toContain('Seven Samurai');
});

test('filters choose among what is found', async () => {
  expect(await titlesFor({ q: 'kurosawa', year_from: 1951, year_to: 1960 })).toEqual(['Seven Samurai']);
  expect(await titlesFor({ q: 'godfater', year: 1974 })).toEqual(['The Godfather Part II']);
  expect(await titlesFor({ q: 'star', genre: 'adventure', person: 'george lucas' })).toEqual(['Star Wars']);
  expect(await titlesFor({ q: 'spaghetti leone', year: 1968 })).toEqual(['Once Upon a Time in the West']);
});

test('without words the search is the list', async () => {
  expect(await titlesFor({ genre: 'Western' })).toEqual([
    'The Good, the Bad and the Ugly',
    'Once Upon a Time in the West',
  ]);
  expect(await titlesFor({ title: '  ', limit: 2 })).toEqual(['The Godfather', 'The Godfather Part II']);
});

test('results come in pages', async () => {
  const all = await titlesFor({ q: 'the', limit: 100 });
  expect(all.length).toBeGreaterThan(10);
  const { headers, body } = await movie.api(searchMovies, { query: { q: 'the', limit: 5, page: 2 } });
  expect((body as Results).data.map(({ title }) => title)).toEqual(all.slice(5, 10));
  expect(headers.get('x-total-count')).toBe(String(all.length));
  const beyond = await movie.api(searchMovies, { query: { q: 'the', page: 1_000_000, limit: 100 } });
  expect(beyond).toMatchObject({ status: 200, body: { data: [] } });
});

test.each([
  "' OR 1=1 --",
  "'; DROP TABLE movies; --",
  "':* | '",
  '\\',
  "\\'",
  '%',
  '_',
  '((((((',
  '& | ! <->',
  'a & b',
  '\u{1f600}',
  '\u202e',
  'ﷺ'.repeat(50),
  '𝕸𝖆𝖙𝖗𝖎𝖝',
  'Ａｌｉｅｎ',
  'é'.repeat(200),
  'a '.repeat(100),
])('words may be anything: %s', async (q) => {
  const { status, body } = await movie.api(searchMovies, { query: { q } });
  expect({ status, body }).toMatchObject({ status: 200, body: { data: expect.any(Array) } });
});
