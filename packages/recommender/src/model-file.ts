// The file of a model. Everything little-endian:
//   8 bytes  "MRPMODEL"
//   u32      the format's version, 1
//   u32      the length of the heading in bytes
//   heading  JSON in UTF-8, filled up with spaces so that the arrays begin at a multiple of 8
//   arrays   one after the other, each beginning at a multiple of 8; the heading says where (from the first array), of what and how many

import { noModel } from './errors.ts';
import { type Facts, type Model, modelOf, type Numbers, type Parts, takeApart } from './model-parts.ts';

/** What whoever stores a model wants to remember of it: figures, hyper-parameters, fingerprints. Any JSON. */
export type Notes = Record<string, unknown>;

const MAGIC = 'MRPMODEL';
const VERSION = 1;
const PREAMBLE = 16;
const KINDS = { u32: Uint32Array, f32: Float32Array } as const;

interface ArrayEntry {
  name: string;
  type: keyof typeof KINDS;
  length: number;
  offset: number;
}

interface Heading {
  kind: Model['kind'];
  facts: Facts;
  notes: Notes;
  arrays: ArrayEntry[];
}

export function writeModel(model: Model, notes: Notes = {}): Uint8Array {
  const { facts, arrays } = takeApart(model);
  const entries: ArrayEntry[] = [];
  let offset = 0;
  for (const [name, numbers] of Object.entries(arrays)) {
    const type = numbers instanceof Uint32Array ? 'u32' : 'f32';
    entries.push({ name, type, length: numbers.length, offset });
    offset += upTo8(numbers.length * 4);
  }
  const heading: Heading = { kind: model.kind, facts, notes, arrays: entries };
  const json = new TextEncoder().encode(JSON.stringify(heading));
  const begin = upTo8(PREAMBLE + json.length);
  const file = new Uint8Array(begin + offset).fill(0x20, PREAMBLE + json.length, begin);
  file.set(new TextEncoder().encode(MAGIC));
  new DataView(file.buffer).setUint32(8, VERSION, true);
  new DataView(file.buffer).setUint32(12, begin - PREAMBLE, true);
  file.set(json, PREAMBLE);
  for (const [at, numbers] of Object.values(arrays).entries()) {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.length * 4);
    file.set(bytes, begin + (entries[at] as ArrayEntry).offset);
  }
  return file;
}

export function readModel(file: Uint8Array): { model: Model; notes: Notes } {
  const heading = headingOf(file);
  const begin = PREAMBLE + new DataView(file.buffer, file.byteOffset).getUint32(12, true);
  const arrays = new Map<string, Numbers>();
  for (const { name, type, length, offset } of heading.arrays) {
    const from = begin + offset;
    if (from + length * 4 > file.byteLength) throw noModel(`it ends within its array ${name}`);
    // A copy begins where numbers may begin, wherever the file lies in its buffer.
    arrays.set(name, new KINDS[type](new Uint8Array(file.subarray(from, from + length * 4)).buffer));
  }
  return { model: modelOf(heading.kind, partsOf(heading, arrays)), notes: heading.notes };
}

function headingOf(file: Uint8Array): Heading {
  if (file.byteLength < PREAMBLE || new TextDecoder().decode(file.subarray(0, 8)) !== MAGIC) {
    throw noModel('it does not begin like one');
  }
  const view = new DataView(file.buffer, file.byteOffset);
  const version = view.getUint32(8, true);
  if (version !== VERSION) throw noModel(`it is of version ${version}, and this is ${VERSION}`);
  const json = new TextDecoder().decode(file.subarray(PREAMBLE, PREAMBLE + view.getUint32(12, true)));
  try {
    return JSON.parse(json) as Heading;
  } catch (error) {
    throw noModel(`its heading is not JSON (${error instanceof Error ? error.message : error})`);
  }
}

function partsOf({ facts }: Heading, arrays: Map<string, Numbers>): Parts {
  function array<Kind extends Numbers>(name: string, kind: new () => Kind, length: number | undefined): Kind {
    const numbers = arrays.get(name);
    if (!(numbers instanceof kind)) throw noModel(`it has no ${name}`);
    if (length !== undefined && numbers.length !== length)
      throw noModel(`its ${name} has ${numbers.length} numbers in place of ${length}`);
    return numbers;
  }
  return {
    has: (name) => arrays.has(name),
    floats: (name, length) => array(name, Float32Array, length),
    integers: (name, length) => array(name, Uint32Array, length),
    fact: (name) => {
      const value = facts[name];
      if (typeof value !== 'number' || !Number.isFinite(value)) throw noModel(`its ${name} is not a number`);
      return value;
    },
  };
}

function upTo8(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
