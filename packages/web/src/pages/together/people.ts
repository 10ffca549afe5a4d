// Whom one can choose for a list together: by name, or by the address of their page.
export interface Person {
  id: number;
  username: string;
}

/** The id in the address of a person's page, or a bare one. */
export function idIn(typed: string): number | undefined {
  const found = /(?:^|\/people\/)(\d{1,9})\/?$/.exec(typed.trim())?.[1];
  return found ? Number(found) : undefined;
}

export function idsFrom(listed: string | null): number[] {
  const ids = (listed ?? '').split(',').map(Number);
  return [...new Set(ids.filter((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31))];
}

export function matching(people: readonly Person[], typed: string, taken: readonly number[]): Person[] {
  const wanted = typed.trim().toLowerCase();
  return people.filter(({ id, username }) => !taken.includes(id) && username.toLowerCase().includes(wanted));
}
