// Small numbers for genres; 0 is none.

export interface Genres {
  codeOf(genre: { id: number; name: string }): number;
  /** What someone calls a genre: its number, or its name in any case. */
  find(nameOrId: string | number): number | undefined;
  nameOf(code: number): string;
  readonly count: number;
}

export function createGenres(): Genres {
  const names: string[] = [''];
  const byId = new Map<number, number>();
  const byName = new Map<string, number>();
  return {
    codeOf: ({ id, name }) => {
      const known = byId.get(id);
      const code = known ?? names.length;
      names[code] = name;
      byId.set(id, code);
      byName.set(name.toLowerCase(), code);
      return code;
    },
    find: (nameOrId) => {
      const text = String(nameOrId).trim();
      return (/^\d{1,10}$/.test(text) ? byId.get(Number(text)) : undefined) ?? byName.get(text.toLowerCase());
    },
    nameOf: (code) => names[code] ?? '',
    get count() {
      return names.length;
    },
  };
}
