// Posters that keep something back: an eye, a spiral, cut paper, a door left ajar, rain.
import { HEIGHT, type Sheet, WIDTH } from '../canvas.ts';
import { circle, line, type Point, polygon, ray, rect } from '../outlines.ts';

export function watchingEye(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const y = chance.between(104, 124);
  const open = chance.between(66, 96);
  shape(`M6 ${y}Q100 ${y - open} 194 ${y}Q100 ${y + open} 6 ${y}z`, other);
  shape(circle(100, y, open * 0.46), main);
  for (let at = 0; at < 24; at++) {
    const angle = (at * Math.PI) / 12;
    shape(ray(100, y, angle, angle + 0.07, open * 0.46), second);
  }
  shape(circle(100, y, open * 0.2), ground);
  shape(circle(100 + open * 0.12, y - open * 0.14, open * 0.07), other);
  const face = chance.pick(['condensed', 'wide', 'trajan'] as const);
  sheet.title({ x: 14, y: 196, width: 172, height: 78, face, on: ground, anchor: 'middle', at: 'middle', largest: 46 });
  sheet.credit(289, ground);
}

export function spiral(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, , other] = palette;
  const [x, y] = [100, chance.between(104, 122)];
  const turns = chance.between(6, 9);
  const squash = chance.between(0.62, 1);
  const points = Array.from({ length: 140 }, (_, at) => {
    const angle = (at / 139) * turns * Math.PI * 2;
    const r = (at / 139) ** 1.25 * 118;
    return [x + Math.cos(angle) * r, y + Math.sin(angle) * r * squash] as const;
  });
  shape(line(...points), main, { line: 3.6 });
  const tall = chance.between(24, 32);
  shape(circle(x, y - tall * 0.55, tall * 0.17), other);
  shape(
    polygon(
      [x - tall * 0.2, y - tall * 0.34],
      [x + tall * 0.22, y - tall * 0.3],
      [x + tall * 0.3, y + tall * 0.7],
      [x - tall * 0.16, y + tall * 0.8],
    ),
    other,
  );
  shape(rect(0, 214, WIDTH, 86), ground);
  sheet.title({
    x: 14,
    y: 220,
    width: 172,
    height: 56,
    face: 'condensed',
    on: ground,
    anchor: 'middle',
    at: 'middle',
    largest: 50,
  });
  sheet.credit(290, ground);
}

export function cutPaper(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const wobble = () => chance.between(-9, 9);
  const inks = [main, second, other];
  const slabs = chance.whole(3, 4);
  for (let at = 0; at < slabs; at++) {
    const [x, y] = [chance.between(-20, 90), 6 + at * (172 / slabs)];
    const [width, height] = [chance.between(96, 170), chance.between(46, 78)];
    const corners = [
      [x + wobble(), y + wobble()],
      [x + width, y + wobble()],
      [x + width + wobble(), y + height],
      [x, y + height + wobble()],
    ] as const;
    shape(polygon(...corners), inks[at % inks.length] as string);
  }
  const x = chance.between(80, 120);
  shape(polygon([x, 196], [x + 16, 128], [x + 30, 134], [x + 20, 196]), ground);
  shape(polygon([0, 204 + wobble()], [WIDTH, 204 + wobble()], [WIDTH, HEIGHT], [0, HEIGHT]), main);
  sheet.title({
    x: 16,
    y: 220,
    width: 168,
    height: 54,
    face: 'condensed',
    on: main,
    at: 'middle',
    largest: 46,
    capitals: chance.is(0.5),
  });
  sheet.credit(289, main, { x: 16, anchor: 'start' });
}

export function doorAjar(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  const isLeft = chance.is(0.5);
  const on = (x: number, y: number): Point => [isLeft ? WIDTH - x : x, y];
  const x = chance.between(104, 126);
  const light = chance.is(0.6) ? other : main;
  shape(polygon(on(x, 26), on(x + 34, 18), on(x + 34, 196), on(x, 180)), light);
  shape(polygon(on(x, 180), on(x + 34, 196), on(x - 50, HEIGHT), on(-20, 270)), light, { opacity: 0.85 });
  shape(polygon(on(x + 34, 18), on(WIDTH, 0), on(WIDTH, 236), on(x + 34, 196)), second);
  shape(circle(...on(x + 42, 112), 2.4), ground);
  if (chance.is(0.7)) stranger(sheet, x + 17, on);
  const title = { y: 22, width: 84, height: 150, face: 'condensed', on: ground, fill: other, largest: 38 } as const;
  sheet.title({ ...title, x: isLeft ? 102 : 14, anchor: isLeft ? 'end' : 'start' });
  shape(rect(0, 276, WIDTH, 24), ground);
  sheet.credit(291, ground, isLeft ? { x: 186, anchor: 'end' } : { x: 14, anchor: 'start' });
}

function stranger({ shape, palette: [ground] }: Sheet, x: number, on: (x: number, y: number) => Point): void {
  shape(circle(...on(x, 118), 5.4), ground);
  shape(polygon(on(x - 7, 126), on(x + 7, 126), on(x + 5, 186), on(x - 5, 183)), ground);
  shape(polygon(on(x - 5, 184), on(x + 5, 187), on(20, HEIGHT), on(-20, 276)), ground, { opacity: 0.85 });
}

export function slantingRain(sheet: Sheet): void {
  const { chance, palette, shape } = sheet;
  const [ground, main, second, other] = palette;
  shape(circle(chance.between(60, 140), 84, chance.between(36, 50)), main);
  for (let at = 0; at < 70; at++) {
    const [x, y, long] = [chance.between(-10, 220), chance.between(-20, 200), chance.between(8, 30)];
    shape(line([x, y], [x - long * 0.3, y + long]), at % 3 ? second : other, { line: 0.9 });
  }
  shape(rect(0, 204, WIDTH, 96), ground);
  shape(rect(16, 204, 168, 1.4), other);
  const face = chance.pick(['serif', 'condensed'] as const);
  sheet.title({ x: 16, y: 214, width: 168, height: 60, face, on: ground, at: 'middle', largest: 40 });
  sheet.credit(289, ground, { x: 16, anchor: 'start' });
}
