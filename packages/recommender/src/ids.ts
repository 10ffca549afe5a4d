// Gives ids the places 0, 1, 2… in ascending order.
import { dataRefused } from './errors.ts';

export interface Places {
  /** The ids, ascending; an id's place is its position here. */
  readonly ids: Uint32Array;
  placeOf(id: number): number | undefined;
}

const LARGEST = 2 ** 32 - 1;
/** Where ids are this dense, a table is quicker than a map and not larger. */
const TABLE_SLACK = 8;

export function placesOf(column: ArrayLike<number>, what: string): Places {
  let largest = 0;
  for (let row = 0; row < column.length; row++) {
    const id = column[row] as number;
    if (!Number.isInteger(id) || id < 0 || id > LARGEST) throw dataRefused(`${what} ${id} is not an id.`);
    if (id > largest) largest = id;
  }
  return largest < column.length * TABLE_SLACK + 65_536
    ? placesByTable(column, largest)
    : placesByMap(new Set(iterate(column)));
}

function placesByTable(column: ArrayLike<number>, largest: number): Places {
  const table = new Int32Array(largest + 1).fill(-1);
  for (let row = 0; row < column.length; row++) table[column[row] as number] = 0;
  let count = 0;
  for (let id = 0; id <= largest; id++) if (table[id] === 0) table[id] = count++;
  const ids = new Uint32Array(count);
  for (let id = 0; id <= largest; id++) if ((table[id] as number) >= 0) ids[table[id] as number] = id;
  return {
    ids,
    placeOf: (id) => {
      const place = table[id];
      return place === -1 ? undefined : place;
    },
  };
}

function placesByMap(distinct: Set<number>): Places {
  const ids = Uint32Array.from(distinct).sort();
  const places = new Map<number, number>();
  for (const [place, id] of ids.entries()) places.set(id, place);
  return { ids, placeOf: (id) => places.get(id) };
}

function* iterate(column: ArrayLike<number>): Generator<number> {
  for (let row = 0; row < column.length; row++) yield column[row] as number;
}
