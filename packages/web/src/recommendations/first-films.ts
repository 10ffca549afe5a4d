// In which order films are asked about: known ones, each as unlike the last few as can be, so that few ratings tell much.
export interface Askable {
  id: number;
  release_date: string | null;
  genres: readonly { id: number }[];
}

/** How far back it looks for likeness, and how many of the best known it chooses among. */
const REMEMBERED = 4;
const CHOICE = 12;

/** The films come with the best known first. */
export function inAskingOrder<Film extends Askable>(films: readonly Film[]): Film[] {
  const left = [...films];
  const order: Film[] = [];
  while (left.length > 0) {
    const before = order.slice(-REMEMBERED);
    const choice = left.slice(0, CHOICE);
    const least = Math.min(...choice.map((film) => likeness(film, before)));
    const at = choice.findIndex((film) => likeness(film, before) === least);
    order.push(...left.splice(at, 1));
  }
  return order;
}

function likeness({ genres, release_date }: Askable, others: readonly Askable[]): number {
  const own = new Set(genres.map(({ id }) => id));
  return others.reduce((sum, other) => {
    const shared = other.genres.filter(({ id }) => own.has(id)).length;
    const sameDecade = decadeOf(release_date) === decadeOf(other.release_date) ? 0.5 : 0;
    return sum + shared + sameDecade;
  }, 0);
}

function decadeOf(date: string | null): string {
  return date?.slice(0, 3) ?? '';
}
