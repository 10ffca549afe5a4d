// Times, numbers and lists, as the reader's own locale has them.
const locale = typeof navigator === 'undefined' ? undefined : navigator.languages;

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const halves = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const calendarDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
const dayNumber = new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', notation: 'compact' });

export const format = {
  count: (value: number) => whole.format(value),
  shortCount: (value: number) => short.format(value),
  mean: (value: number) => oneDecimal.format(value),
  stars: (value: number) => halves.format(value),
  figure: (value: number) => figure.format(value),
  share: (value: number) => share.format(value),
  day: (at: string) => day.format(new Date(at)),
  moment: (at: string) => moment.format(new Date(at)),
  /** Of a calendar date, which is the same everywhere. */
  date: (date: string) => calendarDay.format(new Date(`${date}T00:00:00Z`)),
  /** Parts of a calendar date: `2024-02`, or all of it. */
  month: (date: string) => month.format(new Date(`${date.slice(0, 7)}-01T00:00:00Z`)),
  weekday: (date: string) => weekday.format(new Date(`${date}T00:00:00Z`)),
  dayNumber: (date: string) => dayNumber.format(new Date(`${date}T00:00:00Z`)),
  money: (dollars: number) => money.format(dollars),
  language: (code: string) => new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code,
  list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  ago,
};

const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function ago(at: string, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1_000;
  const [unit, long] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(
    Math.abs(seconds) < 60 ? 0 : Math.trunc(seconds / long),
    Math.abs(seconds) < 60 ? 'second' : unit,
  );
}

export function yearOf(date: string | null | undefined): number {
  return date ? Number(date.slice(0, 4)) : 0;
}
