// Posters of plain shapes: rays, a grid of discs, orbits, two circles, stripes, a heap of things.
import { HEIGHT, type Sheet, WIDTH } from '../canvas.ts';
import { circle, halfDisc, line, polygon, quarterDisc, ray, rect, star } from '../outlines.ts';
import { mix } from '../palettes.ts';

export function sunburst(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const rays = chance.pick([10, 12, 16]);
  const y = chance.between(120, 150);
  for (let at = 0; at < rays; at++) {
    const from = (at * 2 * Math.PI) / rays;
    shape(ray(100, y, from, from + Math.PI / rays, 260), at % 2 ? main : mix(main, ground, 0.28));
  }
  shape(circle(100, y, chance.between(34, 46)), second);
  shape(chance.is(0.5) ? star(100, y, 26, 5, 0.45) : circle(100, y, 20), other);
  shape(rect(0, 206, WIDTH, HEIGHT - 206), second);
  shape(rect(0, 206, WIDTH, 3), other);
  const face = sheet.facts.year < 1950 ? 'deco' : 'condensed';
  sheet.title({
    x: 14,
    y: 216,
    width: 172,
    height: 58,
    face,
    on: second,
    fill: other,
    anchor: 'middle',
    at: 'middle',
    largest: 40,
  });
  sheet.credit(290, second);
}

export function gridOfDiscs(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, ...inks] = palette;
  const columns = chance.pick([3, 4]);
  const cell = 168 / columns;
  const rows = Math.floor(192 / cell);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [16 + column * cell, 16 + row * cell];
      const ink = chance.pick(inks);
      const kind = chance.whole(0, 4);
      if (kind === 0) shape(circle(x + cell / 2, y + cell / 2, cell / 2), ink);
      if (kind === 1) shape(halfDisc(x + cell / 2, y + cell / 2, cell / 2, chance.whole(0, 3)), ink);
      if (kind >= 2) shape(quarterDisc(x, y, cell, chance.whole(0, 3)), ink);
    }
  }
  const y = 16 + rows * cell + 12;
  sheet.title({ x: 16, y, width: 168, height: 272 - y, face: 'grotesk', on: ground, capitals: false, largest: 30 });
  sheet.credit(287, ground, { x: 16, anchor: 'start' });
}

export function orbits(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const [x, y] = [chance.between(60, 140), chance.between(105, 135)];
  for (let at = 0; at < 26; at++)
    shape(circle(chance.between(4, 196), chance.between(4, 296), chance.between(0.3, 1)), other);
  for (let at = 6; at >= 1; at--) shape(circle(x, y, 20 + at * at * 3.4), at % 2 ? main : second, { line: 1.1 });
  shape(circle(x, y, chance.between(16, 28)), other);
  for (let at = 1; at <= 5; at++) {
    const angle = chance.between(0, Math.PI * 2);
    const r = 20 + at * at * 3.4;
    shape(circle(x + Math.cos(angle) * r, y + Math.sin(angle) * r, chance.between(2, 7)), chance.pick([main, second]));
  }
  shape(rect(0, 232, WIDTH, 68), ground);
  const title = {
    x: 14,
    y: 236,
    width: 172,
    height: 40,
    on: ground,
    anchor: 'middle',
    at: 'middle',
    tracking: 0.16,
  } as const;
  sheet.title({ ...title, face: 'light', largest: 22, mostLines: 3 });
  sheet.credit(290, ground);
}

export function twoCircles(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const r = chance.between(50, 60);
  const gap = chance.between(26, 40);
  const tilt = chance.between(-24, 24);
  const [left, right] = [
    [100 - gap, 112 - tilt],
    [100 + gap, 112 + tilt],
  ] as const;
  shape(circle(...left, r), main);
  shape(circle(...right, r), second);
  const half = Math.sqrt(gap * gap + tilt * tilt);
  const rise = Math.sqrt(r * r - half * half);
  const [dx, dy] = [(tilt / half) * rise, (-gap / half) * rise];
  shape(
    `M${100 + dx} ${112 + dy}A${r} ${r} 0 0 1 ${100 - dx} ${112 - dy}A${r} ${r} 0 0 1 ${100 + dx} ${112 + dy}z`,
    other,
  );
  sheet.title({
    x: 16,
    y: 206,
    width: 168,
    height: 66,
    face: 'serif',
    on: ground,
    capitals: false,
    anchor: 'middle',
    at: 'middle',
    largest: 34,
  });
  sheet.credit(288, ground);
}

export function bendingStripes(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, ...inks] = palette;
  const stripes = chance.whole(7, 11);
  const width = WIDTH / stripes;
  const swing = chance.between(10, 30);
  for (let at = 0; at <= stripes; at++) {
    const x = at * width;
    const d = `M${x} 0C${x + swing} 80 ${x - swing} 130 ${x + swing / 2} 206V0z`;
    shape(d, inks[at % inks.length] as string, { line: width * 0.46 });
  }
  shape(rect(0, 206, WIDTH, 94), ground);
  sheet.title({ x: 14, y: 216, width: 172, height: 58, face: 'wide', on: ground, at: 'middle', largest: 32 });
  sheet.credit(289, ground, { x: 14, anchor: 'start' });
}

export function confetti(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, ...inks] = palette;
  for (let at = 0; at < 34; at++) {
    const angle = chance.between(0, Math.PI * 2);
    const far = chance.between(82, 190);
    const [x, y] = [100 + Math.cos(angle) * far, 150 + Math.sin(angle) * far];
    const size = chance.between(5, 19);
    const ink = chance.pick(inks);
    const kind = chance.whole(0, 3);
    if (kind === 0) shape(circle(x, y, size), ink);
    if (kind === 1) shape(star(x, y, size, 3, 0.5), ink);
    if (kind === 2) shape(halfDisc(x, y, size, chance.whole(0, 3)), ink);
    if (kind === 3)
      shape(line([x - size, y], [x - size / 3, y - size / 2], [x + size / 3, y + size / 2], [x + size, y]), ink, {
        line: 3.4,
      });
  }
  shape(circle(100, 150, 84), ground);
  const face = chance.pick(['condensed', 'serif'] as const);
  sheet.title({ x: 40, y: 96, width: 120, height: 96, face, on: ground, anchor: 'middle', at: 'middle', largest: 42 });
  sheet.credit(208, ground, { short: true });
}

export function bands(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const rise = chance.between(70, 120);
  const inks = [main, second, other];
  for (let at = 0; at < 3; at++) {
    const y = 40 + at * 44;
    shape(polygon([0, y + rise], [WIDTH, y], [WIDTH, y + 30], [0, y + rise + 30]), inks[at] as string);
  }
  shape(star(chance.between(48, 72), chance.between(52, 70), chance.between(22, 32), 5, 0.4), other);
  shape(polygon([0, 212], [WIDTH, 196], [WIDTH, HEIGHT], [0, HEIGHT]), ground);
  sheet.title({ x: 14, y: 218, width: 172, height: 58, face: 'condensed', on: ground, at: 'bottom', largest: 54 });
  sheet.credit(290, ground, { x: 14, anchor: 'start' });
}
