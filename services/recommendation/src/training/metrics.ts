// What Prometheus reads of the models: how old the one that serves is, and how good it was when it was measured.
import type { Metrics } from '@movies/service-kit';
import type { Context } from '../context.ts';

const HELP = 'How good the model that serves was on people it did not learn from.';

export function modelMetrics(metrics: Metrics, { database, engine }: Pick<Context, 'database' | 'engine'>): void {
  const age = () => (Date.now() - (engine()?.trainedAt.getTime() ?? Number.NaN)) / 1_000;
  metrics.gauge('recommendation_model_age_seconds', 'How old the model that serves is.', age);
  metrics.gauge('recommendation_model_version', 'Which model serves in this process.', () => engine()?.modelId ?? 0);
  metrics.gaugesBy('recommendation_model_quality', HELP, 'metric', async () => {
    const row = await database.row<{ metrics: Record<string, number> }>(
      'SELECT r.metrics FROM models m JOIN training_runs r ON r.id = m.run_id WHERE m.id = $1',
      [engine()?.modelId ?? 0],
    );
    return row?.metrics ?? {};
  });
}
