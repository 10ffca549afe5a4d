import { beforeAll, describe, expect, test } from '@jest/globals';
import { ensureKernels } from '../build-kernels.ts';
import { normal, type Random, randomFrom } from '../random.ts';
import { KERNELS, type KernelName, kernelsOver } from './kernels.ts';

const PAGES = 16;
/** Where things lie in the memory of these tests, in bytes. */
const AT = {
  x: 65_536,
  v: 69_632,
  gram: 81_920,
  starts: 98_304,
  columns: 99_328,
  values: 131_072,
  out: 163_840,
  spare: 262_144,
};
const SCRATCH = 524_288;

let module: WebAssembly.Module;

beforeAll(async () => {
  module = await ensureKernels();
});

interface Ground {
  floats(at: number, length: number): Float32Array;
  indexes(at: number, length: number): Uint32Array;
}

/** Runs a kernel and its twin, each on a memory prepared alike, and gives what both left at the address. */
function both(name: KernelName, numbers: number[], prepare: (ground: Ground) => void, at: number, length: number) {
  return [module, null].map((code) => {
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
    prepare({
      floats: (address, size) => new Float32Array(memory.buffer, address, size),
      indexes: (address, size) => new Uint32Array(memory.buffer, address, size),
    });
    kernelsOver(memory, code)[name](...numbers, SCRATCH);
    return Array.from(new Float32Array(memory.buffer, at, length));
  }) as [number[], number[]];
}

function expectAlike([compiled, plain]: [number[], number[]], digits = 3): void {
  expect(plain.some((value) => value !== 0)).toBe(true);
  const largest = Math.max(...plain.map(Math.abs));
  for (const [i, value] of plain.entries())
    expect((compiled[i] as number) / largest).toBeCloseTo(value / largest, digits);
}

function fill(numbers: Float32Array, random: Random): void {
  for (let i = 0; i < numbers.length; i++) numbers[i] = normal(random);
}

/** Rows of 0, 3, 17 and 6 entries over 20 columns, each ascending. */
function sparse({ floats, indexes }: Ground, random: Random): void {
  const lengths = [0, 3, 17, 6];
  const starts = [0, 0, 3, 20, 26];
  indexes(AT.starts, 5).set(starts);
  const columns = lengths.flatMap((length) => Array.from({ length }, (_, i) => i));
  indexes(AT.columns, 26).set(columns);
  fill(floats(AT.values, 26), random);
}

/** A matrix that has an inverse: AᵀA + 4 I, both triangles. */
function symmetric(matrix: Float32Array, n: number, random: Random): void {
  const a = Array.from({ length: n * n }, () => normal(random) / Math.sqrt(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 4 : 0;
      for (let k = 0; k < n; k++) sum += (a[k * n + i] as number) * (a[k * n + j] as number);
      matrix[i * n + j] = sum;
    }
  }
}

describe('a compiled kernel computes what its plain twin computes:', () => {
  const d = 16;

  const system = (ground: Ground) => {
    const random = randomFrom(7);
    fill(ground.floats(AT.x, 4 * d), random);
    fill(ground.floats(AT.v, 20 * d), random);
    symmetric(ground.floats(AT.gram, d * d), d, random);
    sparse(ground, random);
  };
  const sides = [AT.x, AT.v, AT.gram, AT.starts, AT.columns, AT.values, d, 0, 4];

  test('solving rows', () => {
    expectAlike(both('solveRows', [...sides, 0.5, 3], system, AT.x, 4 * d));
  });

  test('descending towards rows', () => {
    expectAlike(both('descendRows', [...sides, 0.5, 3, 3], system, AT.x, 4 * d));
  });

  test.each([0, 1])('drawing rows, with %d of their noise', (wobble) => {
    const numbers = [AT.x, AT.v, AT.starts, AT.columns, AT.values, d, 0, 4, 0.3, 1.7, AT.gram, AT.v, 12_345, wobble, 0];
    expectAlike(both('gibbsRows', numbers, system, AT.x, 4 * d));
  });

  test('the errors of drawn rows', () => {
    const numbers = [AT.x, AT.v, AT.starts, AT.columns, AT.values, d, 0, 4, 0.3, 1.7, AT.gram, AT.v, 5, 1, AT.out];
    const [compiled, plain] = both('gibbsRows', numbers, system, AT.out, 2);
    const asDouble = (two: number[]) => new Float64Array(Float32Array.from(two).buffer)[0] as number;
    expect(asDouble(compiled) / asDouble(plain)).toBeCloseTo(1, 3);
    expect(asDouble(plain)).toBeGreaterThan(1);
  });

  test.each(['solveLower', 'solveUpper'] as const)('with a triangle, %s', (name) => {
    expectAlike(both(name, [AT.gram, AT.x, d], system, AT.x, d));
  });

  test('moments', () => {
    const [compiled, plain] = both('moments', [AT.v, d, 2, 19, AT.out], system, AT.out, d + d * d);
    const upper = (all: number[]) => all.filter((_, at) => at < d || (at - d) % d >= Math.floor((at - d) / d));
    expectAlike([upper(compiled), upper(plain)]);
  });

  test('scores', () => {
    expectAlike(both('scoreRows', [AT.v, AT.x, d, 1, 20, AT.out], system, AT.out, 20));
  });

  test('sums of rows', () => {
    expectAlike(both('addRows', [AT.v, d, AT.columns + 12, AT.values, 7, AT.x], system, AT.x, d));
  });

  test('quadratic forms', () => {
    const prepare = (ground: Ground) => {
      sparse(ground, randomFrom(3));
      symmetric(ground.floats(AT.gram, 24 * 24), 24, randomFrom(4));
    };
    expectAlike(
      both('quadraticForms', [AT.gram, 24, AT.starts, AT.columns, AT.values, 0, 4, AT.out], prepare, AT.out, 4),
    );
  });

  test('co-occurrences', () => {
    const lists = [AT.starts, AT.columns, AT.values];
    const prepare = (ground: Ground) => {
      sparse(ground, randomFrom(3));
      // The four lists as lists of each other's numbers.
      for (const [at, column] of ground.indexes(AT.columns, 26).entries())
        ground.indexes(AT.columns, 26)[at] = column % 4;
    };
    expectAlike(both('coOccurrences', [AT.gram, 8, ...lists, ...lists, 0, 4], prepare, AT.gram, 32));
  });
});

describe('the steps of an inversion agree with their twins:', () => {
  const n = 24;
  const width = 8;
  const first = 8;
  const panels = (ground: Ground) => {
    const random = randomFrom(11);
    symmetric(ground.floats(AT.gram, n * n), n, random);
    symmetric(ground.floats(AT.spare, width * width), width, random);
    fill(ground.floats(AT.x, n * width), random);
    fill(ground.floats(AT.v, n * width), random);
  };

  test('the pivot', () => {
    expectAlike(both('invertPivot', [AT.gram, n, width, first, AT.out], panels, AT.out, width * width), 5);
  });

  test.each([
    ['W', AT.x],
    ['T', AT.v],
  ])('packing the panel %s', (_, panel) => {
    const numbers = [AT.gram, n, width, first, AT.spare, AT.x, AT.v, 0, n];
    expectAlike(both('packPanel', numbers, panels, panel, n * width), 5);
  });

  test('the update', () => {
    const [compiled, plain] = both('updateRows', [AT.gram, n, width, AT.x, AT.v, 4, n], panels, AT.gram, n * n);
    const lower = (all: number[]) => all.filter((_, at) => at % n <= Math.floor(at / n));
    expectAlike([lower(compiled), lower(plain)]);
  });

  test('unpacking', () => {
    expectAlike(both('unpackPanel', [AT.gram, n, width, first, AT.spare, AT.x, 0, n], panels, AT.gram, n * n), 5);
  });

  test('mirroring', () => {
    expectAlike(both('mirrorNegated', [AT.gram, n, 0, n], panels, AT.gram, n * n), 5);
  });
});

test('every kernel has a twin', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const compiled = Object.entries(kernelsOver(memory, module)).flatMap(([name, value]) =>
    typeof value === 'function' ? [name] : [],
  );
  expect(compiled.sort()).toEqual([...KERNELS]);
  expect(Object.keys(kernelsOver(memory, null)).sort()).toEqual([...KERNELS]);
});
