// Sets a title into a box: where lines break, and how large they are.
import { widths } from './widths.ts';

export type Face = keyof typeof widths;

export interface Line {
  text: string;
  size: number;
}

/** Of capitals, in shares of the size. */
export const CAP_HEIGHT: Record<Face, number> = {
  condensed: 0.7,
  wide: 0.69,
  light: 0.69,
  grotesk: 0.69,
  serif: 0.75,
  trajan: 0.7,
  deco: 0.7,
};

/** What a font has no measures for: other scripts are mostly square, other letters about as wide as a capital. */
const SQUARE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]/u;
const UNKNOWN = 0.72;

export function widthOf(text: string, face: Face, tracking = 0): number {
  let width = 0;
  for (const letter of text.normalize('NFKD').replace(/\p{M}/gu, '')) width += widthOfLetter(letter, face) + tracking;
  return width;
}

function widthOfLetter(letter: string, face: Face): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 32 && code < 127) return (widths[face].charCodeAt(code - 32) - 35) / 64;
  return SQUARE.test(letter) || code > 0xffff ? 1 : UNKNOWN;
}

interface Box {
  width: number;
  height: number;
  face: Face;
  tracking?: number;
  leading?: number;
  mostLines?: number;
  largest?: number;
}

/** All lines of one size, the largest that fits. */
export function setTitle(title: string, box: Box): Line[] {
  const { width, height, face, tracking = 0, leading = 1, mostLines = 5, largest = Number.POSITIVE_INFINITY } = box;
  let best: { lines: string[]; size: number } = { lines: [title], size: 0 };
  for (const lines of waysToBreak(wordsOf(title), mostLines)) {
    const widest = Math.max(...lines.map((line) => widthOf(line, face, tracking)));
    const size = Math.min(width / widest, height / (lines.length * leading), largest);
    if (size > best.size * 1.02) best = { lines, size };
  }
  return best.lines.map((text) => ({ text, size: best.size }));
}

/** Every line as wide as the box, so that the title is a block. */
export function setBlock(title: string, { width, height, face, mostLines = 6 }: Box): Line[] {
  const gap = 1.12;
  let best: { lines: Line[]; filled: number } = { lines: setTitle(title, { width, height, face }), filled: 0 };
  for (const texts of waysToBreak(wordsOf(title), mostLines)) {
    const lines = texts.map((text) => ({ text, size: width / widthOf(text, face) }));
    const tall = lines.reduce((sum, { size }) => sum + size * CAP_HEIGHT[face] * gap, 0);
    const scale = Math.min(1, height / tall);
    const uneven = Math.max(...lines.map(({ size }) => size)) / Math.min(...lines.map(({ size }) => size));
    const filled = tall * scale * scale - uneven * 6;
    if (filled > best.filled) best = { lines: lines.map(({ text, size }) => ({ text, size: size * scale })), filled };
  }
  return best.lines;
}

const MOST_WORDS = 12;

function wordsOf(title: string): string[] {
  const words = title.trim().split(/\s+/);
  return words.length <= MOST_WORDS ? words : [...words.slice(0, MOST_WORDS), '…'];
}

function* waysToBreak(words: string[], mostLines: number): Generator<string[]> {
  yield [words.join(' ')];
  if (mostLines <= 1) return;
  for (let first = 1; first < words.length; first++) {
    const head = words.slice(0, first).join(' ');
    for (const rest of waysToBreak(words.slice(first), mostLines - 1)) yield [head, ...rest];
  }
}
