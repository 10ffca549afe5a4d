// A sheet of 200 by 300 to draw on: shapes, a title, and who made the film when.

import type { Chance } from './chance.ts';
import { CAP_HEIGHT, type Face, setBlock, setTitle, widthOf } from './lettering.ts';
import { contrast, type Palette } from './palettes.ts';

export const WIDTH = 200;
export const HEIGHT = 300;

export interface Shape {
  d: string;
  fill: string;
  opacity?: number;
  /** The width of a line; without one the shape is filled. */
  line?: number;
}

export interface Lettering {
  text: string;
  x: number;
  y: number;
  size: number;
  face: Face;
  fill: string;
  anchor: 'start' | 'middle' | 'end';
  tracking: number;
}

export interface PosterFacts {
  id: number;
  title: string;
  year: number;
  genres: readonly string[];
  directors: readonly string[];
}

export interface Drawing {
  ground: string;
  shapes: Shape[];
  lettering: Lettering[];
}

type Anchor = Lettering['anchor'];

export interface TitleBox {
  x: number;
  y: number;
  width: number;
  height: number;
  face: Face;
  /** The colour it stands on, and is readable on. */
  on: string;
  fill?: string;
  anchor?: Anchor;
  /** Where in the box, when it does not fill it. */
  at?: 'top' | 'middle' | 'bottom';
  capitals?: boolean;
  tracking?: number;
  largest?: number;
  mostLines?: number;
  asBlock?: boolean;
}

export interface Sheet extends Drawing {
  facts: PosterFacts;
  palette: Palette;
  chance: Chance;
  shape(d: string, fill: string, more?: Omit<Shape, 'd' | 'fill'>): void;
  /** Answers from where to where the title goes. */
  title(box: TitleBox): { top: number; bottom: number };
  credit(y: number, on: string, options?: { x?: number; anchor?: Anchor; short?: boolean }): void;
  /** The colour of the palette that is best to read on another. */
  inkOn(colour: string): string;
}

export function newSheet(facts: PosterFacts, palette: Palette, chance: Chance): Sheet {
  const sheet: Sheet = {
    facts,
    palette,
    chance,
    ground: palette[0],
    shapes: [],
    lettering: [],
    shape: (d, fill, more = {}) => void sheet.shapes.push({ d, fill, ...more }),
    title: (box) => letter(sheet, box),
    credit: (y, on, options = {}) => credit(sheet, y, on, options),
    inkOn: (colour) => mostReadable(colour, palette),
  };
  return sheet;
}

const ENOUGH = 4.5;

function mostReadable(on: string, palette: Palette): string {
  const ofPalette = [...palette].sort((a, b) => contrast(b, on) - contrast(a, on))[0] as string;
  if (contrast(ofPalette, on) >= ENOUGH) return ofPalette;
  return contrast('#fff8ea', on) > contrast('#16120e', on) ? '#fff8ea' : '#16120e';
}

function letter(sheet: Sheet, box: TitleBox): { top: number; bottom: number } {
  const { face, width, height, anchor = 'start', at = 'top', tracking = 0, asBlock = false } = box;
  const text = box.capitals === false ? sheet.facts.title : sheet.facts.title.toLocaleUpperCase('en');
  const leading = leadingOf(face, box.capitals !== false);
  const lines = asBlock ? setBlock(text, { width, height, face }) : setTitle(text, { ...box, leading });
  const heights = lines.map(({ size }) => (asBlock ? size * CAP_HEIGHT[face] * 1.12 : size * leading));
  const tall = heights.reduce((sum, one) => sum + one, 0);
  const fill = box.fill && contrast(box.fill, box.on) >= ENOUGH - 1 ? box.fill : sheet.inkOn(box.on);
  const top = box.y + (height - tall) * { top: 0, middle: 0.5, bottom: 1 }[at];
  let y = top;
  const x = box.x + width * { start: 0, middle: 0.5, end: 1 }[anchor];
  for (const [index, { text: line, size }] of lines.entries()) {
    const baseline = y + baselineWithin(size, heights[index] as number, face, asBlock);
    sheet.lettering.push({ text: line, x, y: baseline, size, face, fill, anchor, tracking: tracking * size });
    y += heights[index] as number;
  }
  return { top, bottom: y };
}

function baselineWithin(size: number, height: number, face: Face, asBlock: boolean): number {
  const cap = size * CAP_HEIGHT[face];
  return asBlock ? cap : (height + cap) / 2;
}

function leadingOf(face: Face, capitals: boolean): number {
  if (face === 'condensed') return capitals ? 0.82 : 1;
  return capitals ? 0.96 : 1.04;
}

const SMALL = 7;

function credit(sheet: Sheet, y: number, on: string, { x = WIDTH / 2, anchor = 'middle', short }: CreditOptions) {
  const { directors, year } = sheet.facts;
  const who = short ? undefined : directors.slice(0, 2).join(' & ');
  const when = year > 0 ? String(year) : undefined;
  const text = [who, when].filter(Boolean).join('  ·  ').toLocaleUpperCase('en');
  if (text === '') return;
  const tracking = 0.12;
  const size = Math.min(SMALL, 168 / widthOf(text, 'grotesk', tracking));
  const fill = sheet.inkOn(on);
  sheet.lettering.push({ text, x, y, size, face: 'grotesk', fill, anchor, tracking: tracking * size });
}

type CreditOptions = NonNullable<Parameters<Sheet['credit']>[2]>;
