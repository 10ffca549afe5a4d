// What people and programs write for a rating, a day, a year, a title.

export interface FoundRating {
  rating: number;
  /** Out of five or out of ten: the file does not say. */
  any_scale?: true;
}

/** Undefined where there is none; 'wrong' where it can't be one. */
export function ratingOf(text: string, outOf: 5 | 10 | undefined): FoundRating | 'wrong' | undefined {
  if (text === '') return undefined;
  const stars = /^(★{0,5})(½?)$/.exec(text);
  if (stars) return { rating: (stars[1]?.length ?? 0) + (stars[2] ? 0.5 : 0) };
  const [, figure = '', most] = /^(\d{1,3}(?:[.,]\d{1,6})?)\s{0,3}(?:\/\s{0,3}(5|10|100)|%)?$/.exec(text) ?? [];
  const value = Number(figure.replace(',', '.'));
  const scale = text.endsWith('%') ? 100 : Number(most ?? outOf ?? 0);
  if (figure === '' || value > (scale || 10)) return 'wrong';
  return scale === 0 ? { rating: value, any_scale: true } : { rating: inHalves((value * 5) / scale) };
}

export function inHalves(rating: number): number {
  return Math.round(rating * 2) / 2;
}

const EARLIEST = Date.UTC(1970, 0, 1);

/** As an ISO time; a day is its first moment. What is not understood, or lies ahead, is no time. */
export function timeOf(text: string): string | undefined {
  const ms = /^\d{9,10}$/.test(text) ? Number(text) * 1_000 : Date.parse(withZone(text));
  return ms >= EARLIEST && ms <= Date.now() ? new Date(ms).toISOString() : undefined;
}

/** Which of 3/4 is the month nobody knows: only what begins with a year, or has the month's name, is a date. */
function withZone(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`;
  if (/^\d{4}-\d\d-\d\d[T ][\d:.]{4,16}$/.test(text)) return `${text.replace(' ', 'T')}Z`;
  if (/^\d{4}-\d\d-\d\d[T ][\d:.+Z-]{4,24}$/.test(text)) return text;
  if (text.length < 40 && /[A-Za-z]{3}/.test(text) && /\d{4}/.test(text))
    return /GMT|UTC/.test(text) ? text : `${text} UTC`;
  return '';
}

export const dayOf = (text: string) => timeOf(text)?.slice(0, 10);

export function yearOf(text: string): number | null {
  const [, year] = /^\D{0,3}((?:18|19|20)\d\d)\b/.exec(text) ?? [];
  return year === undefined ? null : Number(year);
}

export function imdbIdOf(text: string): string | undefined {
  const [, digits] = /(?:^|\/)(?:tt)?(\d{5,9})\/?$/.exec(text) ?? [];
  return digits === undefined ? undefined : `tt${digits.padStart(7, '0')}`;
}

const LARGEST_ID = 2_147_483_647;

export function idOf(text: string): number | undefined {
  const id = /^\d{1,10}(?:\.0)?$/.test(text) ? Number(text) : 0;
  return id > 0 && id <= LARGEST_ID ? id : undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u001f\u007f]+/g;

export function titleOf(text: string): string {
  return text.replaceAll(CONTROLS, ' ').trim().slice(0, 500);
}

export function reviewOf(text: string): string | undefined {
  return text.replaceAll('\u0000', '').trim() || undefined;
}

const ARTICLES = "The|A|An|La|Le|Les|L'|Il|Lo|Gli|I|El|Los|Las|Un|Une|Una|Der|Die|Das|Ein|Eine|Det|Den|De|Het|O|Os|As";
const TRAILING_ARTICLE = new RegExp(`^(.{1,400}), (${ARTICLES})$`);

/** "Matrix, The" as it is written on the poster. */
function posterTitle(title: string): string {
  const [, name, article = ''] = TRAILING_ARTICLE.exec(title) ?? [];
  return name === undefined ? title : `${article}${article.endsWith("'") ? '' : ' '}${name}`;
}

export interface TitleWithYear {
  title: string;
  original: string;
  year: number | null;
}

/** "City of Lost Children, The (Cité des enfants perdus, La) (1995)", as MovieLens writes it. */
export function titleWithYear(text: string): TitleWithYear {
  const [, named = text, year] = /^(.{1,490}?)\s{0,3}\((\d{4})(?:[-–]\d{0,4})?\)$/.exec(text.trim()) ?? [];
  const [, title = named, other = ''] = /^([^(]{1,400}?)\s{1,3}\(([^()]{1,200})\)$/.exec(named.trim()) ?? [];
  const original = other.replace(/^a\.?k\.?a\.?\s{1,3}/i, '');
  return {
    title: titleOf(posterTitle(title.trim())),
    original: titleOf(posterTitle(original)),
    year: yearOf(year ?? ''),
  };
}
