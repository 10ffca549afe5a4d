// Invents members with a taste.
import type { DemoData, Taste } from './data.ts';
import type { Random } from './random.ts';

export interface DemoPerson {
  username: string;
  name: string;
  bio: string;
  taste: Taste;
}

export function inventPeople(count: number, { people, tastes }: DemoData, random: Random): DemoPerson[] {
  const invented = new Map<string, DemoPerson>();
  while (invented.size < count) {
    const name = `${random.pick(people.first_names)} ${random.pick(people.last_names)}`;
    const bio = random.next() < 0.6 ? random.pick(people.bios) : '';
    const person = { username: usernameFrom(name), name, bio, taste: random.pick(tastes) };
    if (!invented.has(person.username)) invented.set(person.username, person);
  }
  return [...invented.values()];
}

function usernameFrom(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^A-Za-z ]/g, '');
  return plain.toLowerCase().replaceAll(' ', '.').slice(0, 32);
}
