// Entries of a list in JSON, one by one: the whole of it would not fit into a process that serves others.
import { lineTooLong, notUnderstood } from '../failures.ts';

const LONGEST = 1024 * 1024;

export async function* jsonItems(text: AsyncIterable<string>): AsyncGenerator<unknown> {
  const list = new List();
  for await (const piece of text) yield* list.take(piece);
  list.end();
}

class List {
  #item = '';
  #depth = 0;
  #isOpen = false;
  #isInText = false;
  #isEscaped = false;
  #count = 0;

  *take(piece: string): Generator<unknown> {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      if (!this.#isBetweenItems(piece.charCodeAt(at))) continue;
      const text = (this.#item + piece.slice(from, at)).trim();
      if (text !== '') yield this.#parsed(text);
      this.#item = '';
      from = at + 1;
    }
    this.#item += piece.slice(from);
    if (this.#item.length > LONGEST) throw lineTooLong(this.#count);
  }

  end(): void {
    if (this.#depth !== 0 || !this.#isOpen || this.#item.trim() !== '') throw notUnderstood('The JSON breaks off.');
  }

  /** Whether this is the beginning or the end of the outermost list, or a comma in it. */
  #isBetweenItems(code: number): boolean {
    if (this.#isInText) {
      this.#isInText = this.#isEscaped || code !== QUOTE;
      this.#isEscaped = !this.#isEscaped && code === BACKSLASH;
      return false;
    }
    if (code === QUOTE) this.#isInText = true;
    if (code === OPEN_LIST || code === OPEN_OBJECT) return this.#opens(code);
    if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      this.#depth -= 1;
      return this.#depth === 0;
    }
    return code === COMMA && this.#depth === 1;
  }

  #opens(code: number): boolean {
    this.#depth += 1;
    if (this.#depth > 1) return false;
    if (code !== OPEN_LIST || this.#isOpen) throw notUnderstood('The JSON is not a list.');
    this.#isOpen = true;
    return true;
  }

  #parsed(text: string): unknown {
    this.#count += 1;
    try {
      return JSON.parse(text);
    } catch {
      throw notUnderstood(`Entry ${this.#count} of the list is not valid JSON.`);
    }
  }
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
