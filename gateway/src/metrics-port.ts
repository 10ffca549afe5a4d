// A port of its own for the metrics, where Prometheus has no access token: only for networks that outsiders are not in.
import { createApp, listen, metricsRoute, type Resources } from '@movies/service-kit';

export async function openMetricsPort(
  host: string,
  port: number,
  { log, lifecycle, metrics }: Resources,
): Promise<void> {
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => crypto.randomUUID() });
  metricsRoute(app, metrics);
  await listen(app, lifecycle, { host, port, variable: 'METRICS_PORT' });
}
