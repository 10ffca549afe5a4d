// The schema of this service.
import { EventLog1700000000000 } from '@movies/service-kit';
import { Interaction, Member, Movie, Rating } from './facts/facts.entity.ts';
import { Recommendations1700000007000 } from './migrations/recommendations.ts';
import { Candidate, Dismissal, Forecast, Prediction } from './serving/serving.entity.ts';
import { Activity, Model, ModelPart, TrainingRun } from './training/training.entity.ts';

const facts = [Movie, Member, Rating, Interaction];
const served = [Dismissal, Prediction, Candidate, Forecast];
const training = [Activity, TrainingRun, Model, ModelPart];

export const schema = {
  schema: 'recommendation',
  entities: [...facts, ...served, ...training],
  migrations: [EventLog1700000000000, Recommendations1700000007000],
};
