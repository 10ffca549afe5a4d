// What someone may like.
import * as recommendations from '../../recommendations/operations.ts';
import { kept } from '../kept.ts';
import { type Chapter, everyName, step } from '../step.ts';

const MATRIX = { id: '603' };

export const recommended: Chapter = {
  title: 'Recommendations',
  steps: [
    ...everyName(recommendations.recommendedForMe, { query: { limit: 5, adventure: 0.3 } }),
    step(recommendations.myPrediction, { params: MATRIX }),
    step(recommendations.dismissMovie, { params: MATRIX }),
    step(recommendations.undismissMovie, { params: MATRIX }),
    step(recommendations.recommendedForGroup, {
      body: { user_ids: [kept('user_id'), kept('other_id')], vetoes: [603], limit: 5 },
    }),
    step(recommendations.myScorecard),
  ],
};
