// Posters where the letters are the picture.
import { HEIGHT, type Sheet, WIDTH } from '../canvas.ts';
import { circle, polygon, rect } from '../outlines.ts';
import { contrast } from '../palettes.ts';

export function titleBlock(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const box = { x: 12, width: 176, face: 'condensed', on: ground, fill: other, asBlock: true } as const;
  const { top } = sheet.title({ ...box, y: 74, height: 196, at: 'bottom', mostLines: 5 });
  const letters = sheet.lettering[0]?.fill ?? other;
  const behind = [main, second].find((ink) => contrast(ink, letters) >= 3);
  const [left, right] = [chance.between(120, 230), chance.between(60, 170)];
  const r = chance.between(50, 84);
  const x = chance.between(40, 160);
  if (behind && chance.is(0.7)) shape(polygon([0, left], [WIDTH, right], [WIDTH, 0], [0, 0]), behind);
  else if (behind) shape(circle(x, Math.max(top - 8, r * 0.4), r), behind);
  else {
    shape(rect(0, 0, WIDTH, top - 12), main);
    shape(circle(x, (top - 12) / 2, Math.min(r, top / 3)), second);
  }
  sheet.credit(290, ground, { x: 12, anchor: 'start' });
}

export function greatInitial(sheet: Sheet): void {
  const { palette, facts, chance } = sheet;
  const [ground, main, second] = palette;
  const initial = [...facts.title.replace(/^(the|a|an)\s+/i, '')][0]?.toLocaleUpperCase('en') ?? '•';
  const face = chance.pick(['serif', 'deco', 'condensed'] as const);
  const size = face === 'condensed' ? 330 : 270;
  sheet.lettering.push({
    text: initial,
    x: chance.between(92, 116),
    y: 206,
    size,
    face,
    fill: main,
    anchor: 'middle',
    tracking: 0,
  });
  sheet.shape(rect(0, 218, WIDTH, HEIGHT - 218), ground);
  sheet.shape(rect(14, 224, 34, 3), second);
  sheet.title({
    x: 14,
    y: 232,
    width: 172,
    height: 44,
    face: 'grotesk',
    on: ground,
    capitals: false,
    largest: 22,
    at: 'middle',
  });
  sheet.credit(290, ground, { x: 14, anchor: 'start' });
}

export function programme(sheet: Sheet): void {
  const { palette, shape, chance } = sheet;
  const [ground, main, second] = palette;
  shape(rect(9, 9, 182, 282), main, { line: 1.4 });
  shape(rect(13, 13, 174, 274), main, { line: 0.6 });
  const face = chance.pick(['deco', 'serif', 'trajan'] as const);
  const { bottom } = sheet.title({
    x: 26,
    y: 40,
    width: 148,
    height: 130,
    face,
    on: ground,
    anchor: 'middle',
    largest: 40,
  });
  const y = Math.max(bottom + 46, 150);
  const petals = chance.whole(5, 9);
  for (let at = 0; at < petals; at++) {
    const angle = (at * Math.PI * 2) / petals - Math.PI / 2;
    shape(circle(100 + Math.cos(angle) * 19, y + Math.sin(angle) * 19, 16), at % 2 ? main : second, { opacity: 0.9 });
  }
  shape(circle(100, y, 9), ground);
  sheet.credit(272, ground);
}
