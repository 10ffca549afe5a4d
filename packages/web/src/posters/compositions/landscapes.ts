// Posters with a place in them: sun and sea, hills, a city, arches, a horizon that runs away.
import { HEIGHT, type Sheet, WIDTH } from '../canvas.ts';
import { arch, circle, hills, line, polygon, rect } from '../outlines.ts';
import { mix } from '../palettes.ts';

export function sunAndSea(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second] = palette;
  const horizon = chance.between(176, 196);
  const r = chance.between(48, 68);
  const x = chance.between(70, 130);
  shape(circle(x, horizon - r * chance.between(0.1, 0.5), r), main);
  shape(rect(0, horizon, WIDTH, HEIGHT - horizon), second);
  for (let at = 0; at < 6; at++) {
    const width = (r * 1.7 - at * 14) * chance.between(0.8, 1.1);
    if (width > 6) shape(rect(x - width / 2, horizon + 7 + at * 8, width, 3.4 - at * 0.35), main);
  }
  sheet.title({ x: 16, y: 18, width: 168, height: 84, face: 'serif', on: ground, anchor: 'middle', largest: 40 });
  sheet.credit(286, second);
}

export function layeredHills(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const face = chance.pick(['serif', 'trajan'] as const);
  const title = { x: 16, y: 20, width: 168, height: 84, face, on: ground, anchor: 'middle', largest: 36 } as const;
  const { bottom } = sheet.title(title);
  const r = chance.between(14, 28);
  shape(circle(chance.between(45, 155), Math.max(chance.between(100, 138), bottom + r + 6), r), other);
  const layers = 4;
  for (let at = 0; at < layers; at++) {
    const base = 168 + at * 32;
    const heights = Array.from({ length: 6 }, () => base - chance.between(-14, 34 - at * 4));
    shape(hills(heights, WIDTH, HEIGHT), mix(second, main, at / (layers - 1)));
  }
  sheet.credit(288, main);
}

export function litWindows(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const [columns, rows] = [chance.whole(5, 7), 9];
  const [width, height] = [168 / columns, 19];
  shape(rect(8, 8, 184, 204), main);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const isLit = chance.is(0.2);
      const [x, y] = [16 + column * width, 18 + row * (height + 2.4)];
      shape(rect(x + 2, y, width - 4, height - 5), isLit ? other : mix(main, ground, 0.55));
      if (isLit && chance.is(0.35)) shape(circle(x + width / 2, y + 9, 2.6), second);
    }
  }
  sheet.title({ x: 16, y: 222, width: 168, height: 54, face: 'condensed', on: ground, at: 'middle', largest: 46 });
  sheet.credit(290, ground, { x: 16, anchor: 'start' });
}

export function nestedArches(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const inks = [main, second, other, ground];
  const bottom = 226;
  const rings = chance.whole(4, 5);
  for (let at = 0; at < rings; at++) {
    const width = 156 - at * (128 / rings);
    shape(arch(WIDTH / 2, width, bottom, 22 + at * (96 / rings)), inks[at % inks.length] as string);
  }
  for (let step = 0; step < 4; step++)
    shape(rect(22 - step * 7, bottom + step * 4, 156 + step * 14, 4), step % 2 ? second : main);
  const on = ground;
  sheet.title({
    x: 14,
    y: 244,
    width: 172,
    height: 34,
    face: 'trajan',
    on,
    anchor: 'middle',
    at: 'middle',
    largest: 24,
  });
  sheet.credit(291, on);
}

export function runawayGrid(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const horizon = 170;
  const r = chance.between(50, 62);
  shape(circle(100, horizon - r * 0.45, r), main);
  for (let at = 0; at < 6; at++) shape(rect(30, horizon - 6 - at * 11, 140, 1.2 + (6 - at) * 0.9), ground);
  shape(rect(0, horizon, WIDTH, HEIGHT - horizon), mix(ground, '#000000', 0.25));
  for (let at = -9; at <= 9; at++) shape(line([100 + at * 5, horizon], [100 + at * 46, HEIGHT]), second, { line: 0.8 });
  for (let at = 0; at < 9; at++) {
    const y = horizon + 1 + at * at * 1.75;
    shape(line([0, y], [WIDTH, y]), second, { line: 0.8 });
  }
  sheet.title({
    x: 12,
    y: 16,
    width: 176,
    height: 64,
    face: 'wide',
    on: ground,
    fill: other,
    anchor: 'middle',
    largest: 34,
  });
  sheet.credit(290, ground);
}

export function framedScene(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const horizon = chance.between(118, 150);
  shape(rect(16, 16, 168, 172), main);
  shape(circle(chance.between(60, 140), horizon - chance.between(18, 60), chance.between(9, 26)), other);
  shape(polygon([16, horizon], [184, horizon - chance.between(-8, 8)], [184, 188], [16, 188]), second);
  const x = chance.between(50, 150);
  const tall = chance.between(22, 40);
  shape(polygon([x - 3, 176], [x + 3, 176], [x + 1.4, 176 - tall], [x - 1.4, 176 - tall]), ground);
  shape(circle(x, 176 - tall - 3.6, 3.6), ground);
  shape(polygon([x - 3, 176], [x + 3, 176], [x + chance.between(20, 60), 188], [x + 2, 188]), ground, {
    opacity: 0.35,
  });
  const face = chance.pick(['serif', 'light', 'grotesk'] as const);
  const box = { x: 16, y: 198, width: 168, height: 70, face, on: ground, capitals: face !== 'serif', largest: 30 };
  sheet.title(box);
  sheet.credit(287, ground, { x: 16, anchor: 'start' });
}
