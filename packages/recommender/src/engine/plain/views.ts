// One memory seen as numbers. Addresses are in bytes, as the compiled kernels have them; rows are windows on the memory.

export interface Views {
  doubles: Float64Array;
  row(address: number, row: number, width: number): Float32Array;
  index(address: number, position: number): number;
  float(address: number, position: number): number;
  setFloat(address: number, position: number, value: number): void;
}

export function viewsOf(buffer: ArrayBuffer): Views {
  const floats = new Float32Array(buffer);
  const indexes = new Uint32Array(buffer);
  return {
    doubles: new Float64Array(buffer),
    row: (address, row, width) => floats.subarray(address / 4 + row * width, address / 4 + (row + 1) * width),
    index: (address, position) => indexes[address / 4 + position] as number,
    float: (address, position) => floats[address / 4 + position] as number,
    setFloat: (address, position, value) => {
      floats[address / 4 + position] = value;
    },
  };
}

/** x · y over the length of x. */
export function dot(x: Float32Array, y: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}

/** y += factor · x */
export function addScaled(y: Float32Array, factor: number, x: Float32Array): void {
  for (let i = 0; i < x.length; i++) y[i] = (y[i] as number) + factor * (x[i] as number);
}
