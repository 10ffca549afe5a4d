// Makes of what someone else says values that a column can hold.

/** Without what PostgreSQL can't store, and no longer than this. */
export function textOf(text: string | null | undefined, most: number): string {
  const cut = (text ?? '').replaceAll('\0', '').trim().slice(0, most);
  // A character of two halves may have lost its second one.
  return cut.replace(/[\ud800-\udbff]$/, '').toWellFormed();
}

const IMAGE = /^\/[\w.-]+\.(?:jpg|png|svg|webp)$/;
const LONGEST_PATH = 255;

export function imagePathOf(path: string | null | undefined): string {
  return path && path.length <= LONGEST_PATH && IMAGE.test(path) ? path : '';
}

export function imdbIdOf(id: string | null | undefined): string | null {
  return id && /^tt\d{5,10}$/.test(id) ? id : null;
}

export function codeOf(code: string | null | undefined, pattern: RegExp): string {
  return code && pattern.test(code) ? code : '';
}

export function dateOf(text: string | null | undefined): string | null {
  if (!text || !/^(?:1[89]|2[01])\d\d-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : text;
}

/** Whole, and no more than that; nothing where it is not positive: with TMDb that means unknown. */
export function amountOf(value: number | null | undefined, most: number): number | null {
  const whole = Math.round(value ?? 0);
  return whole > 0 && whole <= most ? whole : null;
}

export function within(value: number | null | undefined, most: number): number {
  return Math.min(most, Math.max(0, value ?? 0));
}
