// Draws the poster of a film that has none: always the same one for the same film.
import { type Drawing, newSheet, type PosterFacts, type Sheet } from './canvas.ts';
import { chanceFor } from './chance.ts';
import * as geometric from './compositions/geometric.ts';
import * as landscapes from './compositions/landscapes.ts';
import * as suspense from './compositions/suspense.ts';
import * as typographic from './compositions/typographic.ts';
import { moodOf, palettesFor } from './palettes.ts';

type Composition = (sheet: Sheet) => void;

const { sunAndSea, layeredHills, litWindows, nestedArches, runawayGrid, framedScene } = landscapes;
const { sunburst, gridOfDiscs, orbits, twoCircles, bendingStripes, confetti, bands } = geometric;
const { watchingEye, spiral, cutPaper, doorAjar, slantingRain } = suspense;
const { titleBlock, greatInitial, programme } = typographic;

/** What suits a genre. */
const OF_GENRE: Record<string, Composition[]> = {
  Action: [titleBlock, bands, sunburst],
  Adventure: [layeredHills, sunAndSea, bands],
  Animation: [confetti, layeredHills, gridOfDiscs, sunburst],
  Comedy: [confetti, sunburst, gridOfDiscs, greatInitial, bendingStripes],
  Crime: [litWindows, cutPaper, doorAjar, titleBlock],
  Documentary: [gridOfDiscs, bendingStripes, greatInitial],
  Drama: [framedScene, sunAndSea, slantingRain, greatInitial, programme, cutPaper],
  Family: [confetti, layeredHills, sunburst],
  Fantasy: [nestedArches, layeredHills, orbits],
  History: [nestedArches, programme, framedScene],
  Horror: [watchingEye, doorAjar, slantingRain],
  Music: [bendingStripes, sunburst, gridOfDiscs],
  Mystery: [spiral, watchingEye, doorAjar],
  Romance: [twoCircles, sunAndSea, programme],
  'Science Fiction': [orbits, gridOfDiscs, titleBlock],
  Thriller: [spiral, titleBlock, doorAjar, cutPaper],
  War: [bands, titleBlock, layeredHills],
  Western: [sunAndSea, layeredHills, sunburst],
};
const OF_ANY = [framedScene, greatInitial, gridOfDiscs, programme];

/** What a time was fond of, and how much. */
function fashionOf(year: number): [Composition, number][] {
  if (year > 0 && year < 1946)
    return [
      [programme, 2],
      [sunburst, 1],
      [nestedArches, 1],
    ];
  if (year > 0 && year < 1970)
    return [
      [cutPaper, 1.5],
      [gridOfDiscs, 1],
      [spiral, 0.5],
    ];
  if (year > 1979 && year < 1990) return [[runawayGrid, 1.2]];
  return [];
}

export function drawPoster(facts: PosterFacts): Drawing {
  const chance = chanceFor(facts.id);
  const [first = '', second] = genresOf(facts);
  const mood = moodOf(second && chance.is(0.3) ? second : first);
  const palette = chance.pick(palettesFor(facts.year || 2015, mood));
  const suiting = [
    ...(OF_GENRE[first] ?? OF_ANY).map((one): [Composition, number] => [one, 2]),
    ...(second ? (OF_GENRE[second] ?? []) : []).map((one): [Composition, number] => [one, 1]),
    ...fashionOf(facts.year),
  ];
  const sheet = newSheet(facts, palette, chance);
  chance.weigh(suiting)(sheet);
  const { ground, shapes, lettering } = sheet;
  return { ground, shapes, lettering };
}

/** Most films are dramas as well: what else they are says more. */
function genresOf({ genres }: PosterFacts): string[] {
  const single = genres
    .flatMap((genre) => genre.split(' & '))
    .map((name) => (name === 'Sci-Fi' ? 'Science Fiction' : name));
  return single.length > 1 ? single.toSorted((a, b) => Number(a === 'Drama') - Number(b === 'Drama')) : single;
}
