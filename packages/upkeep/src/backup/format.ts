// How a backup is written: lines, compressed with Zstandard. A line of JSON says what follows; the rows of a table are as
// PostgreSQL's COPY writes them, up to a line with `\.` alone.

export const FORMAT = 'backup of the Movie Review Platform';
export const VERSION = 1;
export const END_OF_ROWS = '\\.';

export interface Head {
  format: typeof FORMAT;
  version: number;
  made_at: string;
  migrations: Record<string, string[]>;
}

export type Line =
  | { table: string; columns: string[] }
  /** Of the table before. */
  | { rows: number }
  | { sequences: { name: string; value: string }[] }
  | { end: true; tables: number };

const NEW_LINE = 10;

/** Lines as they are, with their ends. Only this byte ends a line: others that readers of text believe in may be in a row. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      const part = chunk.subarray(start, end + 1);
      yield rest.length > 0 ? Buffer.concat([...rest, part]) : part;
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
