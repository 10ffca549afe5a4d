// What someone types, as PostgreSQL looks for it.

/** The words of a query, each with all that may stand for it. */
export type Alternatives = string[][];

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ');
/** Said or left out at will, so they need not be there. */
const BYWORDS = new Set('the a an of and part in to le la les der die das el il de'.split(' '));
/** From here on a word is taken for the beginning of one. */
const SHORTEST_BEGINNING = 3;
const MOST_WORDS = 12;

/** `words` as `words_of` gives them. */
export function tokensIn(words: string): string[] {
  const all = words.split(' ').slice(0, MOST_WORDS);
  const telling = all.filter((word) => !BYWORDS.has(word));
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** A number may be written in three ways. */
export function waysToWrite(token: string): string[] {
  const number = [NUMBERS.indexOf(token), ROMAN.indexOf(token), Number(token) - 1].find((n) => n >= 1 && n < 12);
  if (number === undefined || !Number.isInteger(number)) return [token];
  return [...new Set([token, String(number + 1), ROMAN[number] as string, NUMBERS[number] as string])];
}

/** Any of these whole words, and words that begin as the first does. */
export function beginningWith(alternatives: string[], isLast: boolean): string {
  const [typed = '', ...others] = alternatives;
  const mayGoOn = isLast || typed.length >= SHORTEST_BEGINNING;
  return [`${quoted(typed)}${mayGoOn ? ':*' : ''}`, ...others.map(quoted)].join(' | ');
}

export function anyOf(alternatives: string[]): string {
  return alternatives.map(quoted).join(' | ');
}

export function quoted(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '')}'`;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const LONGEST_CORRECTED = 24;

/** All that is one slip away from a word: a character too many, too few, another one, or two that changed places. */
export function slipsOf(word: string): string[] {
  const typed = [...word];
  if (typed.length < SHORTEST_BEGINNING || typed.length > LONGEST_CORRECTED) return [];
  const slips = new Set<string>();
  for (let at = 0; at <= typed.length; at += 1) {
    const before = typed.slice(0, at).join('');
    const [one = '', two = ''] = typed.slice(at);
    const after = typed.slice(at + 1).join('');
    slips.add(before + after);
    slips.add(before + two + one + typed.slice(at + 2).join(''));
    for (const letter of LETTERS) slips.add(before + letter + after).add(before + letter + one + after);
  }
  slips.delete(word);
  return [...slips];
}
