// What those do who look after the place.
import * as accounts from '../../accounts/operations.ts';
import * as movies from '../../movies/operations.ts';
import * as operating from '../../operating/operations.ts';
import * as recommendations from '../../recommendations/operations.ts';
import { kept } from '../kept.ts';
import { type Chapter, step } from '../step.ts';

const NONE_UNDER_WAY = "answer.every(({ status }) => status !== 'queued' && status !== 'running')";

export const lookingAfter: Chapter = {
  title: 'Looking after the place (staff)',
  steps: [
    step(accounts.logIn, {
      title: 'Log in as admin',
      body: { email: '{{admin_email}}', password: '{{admin_password}}' },
      keeps: { admin_token: 'answer.access_token' },
    }),
    step(accounts.listPeople, { query: { q: '{{run}}', limit: 10 } }),
    step(accounts.changeRoles, { params: { id: kept('third_id') }, body: { is_active: true, reason: 'All is well.' } }),
    step(accounts.auditTrail, { query: { limit: 10 } }),
    step(movies.listReports, { query: { status: 'open', limit: 10 } }),
    step(movies.moderate, {
      params: { id: kept('report_id') },
      body: { action: 'dismiss', reason: 'It does not tell the end.' },
    }),
    step(movies.clearMovieCache),
    step(recommendations.trainingRuns, { query: { limit: 5 }, until: NONE_UNDER_WAY }),
    step(recommendations.train, { body: { reason: 'After the tour.' } }),
    step(operating.listJobs),
    step(operating.retryJobs, { params: { service: 'notification' } }),
  ],
};
