// What can go wrong with ratings.
import { AppError } from '@movies/service-kit';

export const ratingMissing = () => new AppError('missing', 'rating_not_found', 'You have not rated this movie.');
