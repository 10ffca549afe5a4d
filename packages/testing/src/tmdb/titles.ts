// Films and shows that nobody has made, for a TMDb that is not TMDb.

export type Media = 'movie' | 'tv';

export interface Title {
  media: Media;
  id: number;
  title: string;
  original: string;
  language: string;
  /** Empty where nobody knows it. */
  date: string;
  genres: number[];
  imdb: string | null;
  runtime: number | null;
  adult: boolean;
  picture: boolean;
}

type Row = [id: number, title: string, date: string, genres: number[], more?: Partial<Title>];

const FILMS: Row[] = [
  [603, 'The Glass Harbour', '1999-03-30', [28, 878]],
  [604, 'The Glass Harbour: Low Tide', '2003-05-15', [28, 878]],
  [605, 'Sixteen Winters', '2011-12-02', [18, 10749]],
  [4711, 'Salt and Cinder', '2006-09-08', [18, 53]],
  [81001, 'A Cartographer of Clouds', '2014-04-11', [12, 14]],
  [81002, 'Die Uhrmacherin', '2017-10-05', [18, 36], { language: 'de', original: 'Die Uhrmacherin von Görlitz' }],
  [81003, 'Été sans fin', '2009-06-24', [35, 10749], { language: 'fr', original: 'Été sans fin' }],
  [81004, '灯台の娘', '2019-08-16', [16, 10751], { language: 'ja', original: '灯台の娘' }],
  [81005, 'Nine Lanterns', '2021-02-26', [27, 9648]],
  [81006, 'The Beekeeper of Tallinn', '2015-03-06', [18]],
  [81007, 'Paper Submarines', '2022-07-01', [16, 35, 10751]],
  [81008, 'Ordinary Thunder', '1987-11-20', [18, 10402]],
  [81009, 'The Night Ferry', '1994-01-28', [53, 80]],
  [81010, 'Marigold Station', '2018-05-04', [35]],
  [81011, 'The Last Orchard on Mars', '2023-09-22', [878, 18]],
  [81012, 'Hollow Mountain', '2020-10-30', [27]],
  [81013, 'Two Left Shoes', '2001-08-17', [35, 10749]],
  [81014, 'Brass Knuckle Waltz', '1978-06-09', [28, 80]],
  [81015, 'A Field Guide to Silence', '2016-11-11', [99]],
  [81016, 'The Understudy', '', [18], { runtime: null, picture: false }],
  [81017, 'Untitled Desert Project', '', [], { runtime: null, picture: false, imdb: null }],
  [81018, 'Cold Static', '2024-01-19', [53, 878]],
  [81019, 'The Tinsmith', '1962-04-27', [18, 10752], { imdb: null }],
  [81020, "Grandfather's Accordion", '2013-12-13', [10402, 10751]],
  [81021, 'Rooftops of the Drowned City', '2019-03-15', [14, 12]],
  [81022, 'Velvet Interrogation', '2008-02-14', [80, 9648]],
  [81023, 'Seven Sundays', '2010-10-01', [18, 35]],
  [81024, 'After the Carnival', '1999-09-03', [10749, 18]],
  [81025, 'Copper Wire', '2005-05-20', [37]],
  [81026, 'The Whale Who Learned to Type', '2012-06-29', [16, 35]],
  [81027, 'Behind Closed Curtains', '2015-01-01', [18], { adult: true }],
  [81028, 'Sketches of Nothing', '2020-02-20', [99_001, 18]],
  [81029, 'O Relojoeiro', '2016-06-16', [18], { language: 'pt', original: 'O Relojoeiro de Évora' }],
];

const SHOWS: Row[] = [
  [4711, 'Harbour Street', '2012-09-18', [18, 80]],
  [92001, 'The Cartographers', '2019-04-05', [10765, 18]],
  [92002, 'Night Shift at the Museum of Maps', '2021-01-08', [35]],
  [92003, 'Kommissarin Vogt', '2008-10-12', [80, 9648], { language: 'de', original: 'Kommissarin Vogt' }],
  [92004, 'Small Hours', '2016-02-02', [18], { runtime: null }],
  [92005, 'Orchard Kids', '2014-09-01', [10762, 16]],
  [92006, 'Untold', '', [99], { imdb: null, picture: false }],
];

export function newTitles(): Title[] {
  return [...FILMS.map(titleOf('movie')), ...SHOWS.map(titleOf('tv'))];
}

function titleOf(media: Media) {
  return ([id, title, date, genres, more]: Row, index: number): Title => ({
    media,
    id,
    title,
    original: title,
    language: 'en',
    date,
    genres,
    imdb: `tt${(media === 'movie' ? 9_100_000 : 9_500_000) + index}`,
    runtime: 84 + ((index * 7) % 60),
    adult: false,
    picture: true,
    ...more,
  });
}

export const GENRES: Record<Media, [id: number, name: string][]> = {
  movie: [
    [28, 'Action'],
    [12, 'Adventure'],
    [16, 'Animation'],
    [35, 'Comedy'],
    [80, 'Crime'],
    [99, 'Documentary'],
    [18, 'Drama'],
    [10751, 'Family'],
    [14, 'Fantasy'],
    [36, 'History'],
    [27, 'Horror'],
    [10402, 'Music'],
    [9648, 'Mystery'],
    [10749, 'Romance'],
    [878, 'Science Fiction'],
    [53, 'Thriller'],
    [10752, 'War'],
    [37, 'Western'],
    [99_001, 'Slow Cinema'],
  ],
  tv: [
    [10762, 'Kids'],
    [16, 'Animation'],
    [35, 'Comedy'],
    [80, 'Crime'],
    [99, 'Documentary'],
    [18, 'Drama'],
    [9648, 'Mystery'],
    [10765, 'Sci-Fi & Fantasy'],
  ],
};

export const PEOPLE = [
  'Ilse Brandner',
  'Tomasz Wilk',
  'Amara Diallo',
  'Jun Takeda',
  'Rosa Quintero',
  'Edmund Hale',
  'Priya Raman',
  'Óscar Valdés',
  'Nell Carraway',
  'Henrik Solberg',
  'Yara Haddad',
  'Desmond Achebe',
];
