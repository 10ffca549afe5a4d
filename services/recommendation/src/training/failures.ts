// What can go wrong around trainings.
import { AppError } from '@movies/service-kit';

export const trainingWaits = () => new AppError('conflict', 'training_waits', 'A training waits already.');
