// Lines of a file, many at once: one by one they would take longer than what is done with them.
import type { Readable } from 'node:stream';

export async function* linesOf(bytes: Readable, encoding: 'utf-8' | 'latin1' = 'utf-8'): AsyncGenerator<string[]> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}
