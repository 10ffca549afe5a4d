// Arrays with a number for every film. New ones for each request cost more than what is written into them, and keep the
// garbage collector busy: who is done with them before anybody else can begin uses the same ones again.

/** What the model says, by its own places, with all of the history and with some; what of it counts; what is thought of genres; the sums. */
type Sheet = 'model' | 'modelWithout' | 'likings' | 'learnt' | 'scores';

/** The sheet of this name, with whatever was written on it before. */
export type Sheets = (name: Sheet, length: number) => Float32Array;

export function createSheets(): Sheets {
  const sheets = new Map<Sheet, Float32Array>();
  return (name, length) => {
    const used = sheets.get(name);
    if (used?.length === length) return used;
    const sheet = new Float32Array(length);
    sheets.set(name, sheet);
    return sheet;
  };
}
