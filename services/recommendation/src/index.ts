export { MODEL_USAGE, runModelCommand } from './commands.ts';
export { schema } from './database.ts';
export { RecommendationSettings, trainingSettings } from './settings.ts';
export { startRecommendation } from './start.ts';
