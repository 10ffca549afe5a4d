// Names of people that begin like what was typed: the whole name, or a part of it.
interface Credits {
  cast: readonly { name: string }[];
  directors: readonly { name: string }[];
}

const MOST = 8;

export function namesLike(typed: string, films: readonly Credits[]): string[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const names = new Set(films.flatMap(({ cast, directors }) => [...directors, ...cast]).map(({ name }) => name));
  const isLike = (name: string) => plain(name).startsWith(wanted) || plain(name).includes(` ${wanted}`);
  return [...names].filter(isLike).slice(0, MOST);
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
