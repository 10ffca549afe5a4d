// How someone would rate one film. What they gave it, if they did, is kept out of it.
import type { Prediction } from '@movies/contract';
import type { Context } from '../../context.ts';
import { historyNow } from '../history/newest.ts';
import { ratedBy } from '../history/tastes.ts';
import { filmOf } from '../shown/finding.ts';
import { storedRating } from '../stored/stored.repository.ts';
import { confidenceOf } from '../weighing/shape.ts';

/** How far films are from each other, in stars: what is not known of one that the model does not know. */
const OF_FILMS = 0.6;

export async function predictFor(context: Context, userId: number, ref: number | string): Promise<Prediction> {
  const { id } = await filmOf(context.database, ref);
  const history = await historyNow(context, userId);
  const predictor = context.engine()?.predictor;
  if (!predictor) {
    const predicted_rating = await storedRating(context.database, userId, id);
    return { movie_id: id, predicted_rating, confidence: 0, spread: null };
  }
  const { value, spread: ofPerson } = predictor.predict(predictor.foldIn(ratedBy(history, id)), id);
  const spread = Math.hypot(ofPerson, predictor.items.placeOf(id) === undefined ? OF_FILMS : 0);
  return {
    movie_id: id,
    predicted_rating: Math.round(value * 100) / 100,
    confidence: Math.round(confidenceOf(spread) * 100) / 100,
    spread: Math.round(spread * 100) / 100,
  };
}
