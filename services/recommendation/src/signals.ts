// How strongly what someone did with a film says that they like such films: 1 is a clear yes, below 0 a no. Training and
// serving go by the same words, or a history would mean one thing to the models and another to the lists.

export type InteractionType = 'liked' | 'bookmarked' | 'watched';

const OF_INTERACTION: Record<InteractionType, number> = { liked: 1, bookmarked: 0.4, watched: 0.2 };

const OF_DISMISSAL = -0.5;

/** What anybody's mean is taken for before they have rated anything, and as how many ratings that counts. */
const USUAL_MEAN = 3.5;
const PRIOR = 5;

/** The mean of someone's ratings, drawn towards the usual one while they are few. */
export function meanOf(sum: number, count: number): number {
  return (sum + PRIOR * USUAL_MEAN) / (count + PRIOR);
}

/** 4 and more is a yes of anybody; of who gives 4 to nothing, what stands out is. */
function strengthOfRating(rating: number, mean: number): number {
  const above = rating - mean;
  if (rating >= 4 || (rating >= 3 && above >= 1)) return 1;
  if (rating <= 2 && above < 0) return rating <= 1 ? -1 : -0.5;
  return 0;
}

function strengthOfInteraction(type: InteractionType): number {
  return OF_INTERACTION[type];
}

export interface Done {
  rating?: number | undefined;
  interactions?: readonly InteractionType[];
  dismissed?: boolean;
}

/** All that someone did with one film, taken together: what they say in stars counts before what they do. */
export function strengthOf({ rating, interactions = [], dismissed = false }: Done, mean: number): number {
  if (interactions.includes('liked')) return OF_INTERACTION.liked;
  if (rating !== undefined) return strengthOfRating(rating, mean);
  return dismissed ? OF_DISMISSAL : Math.max(0, ...interactions.map(strengthOfInteraction));
}
