// The recommendation service as a process of its own.
import { runService } from '@movies/service-kit';
import { RecommendationSettings } from './settings.ts';
import { startRecommendation } from './start.ts';

await runService('recommendation', RecommendationSettings, startRecommendation);
