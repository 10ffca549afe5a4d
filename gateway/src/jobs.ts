// The jobs of all services in one answer: each is asked for its own.
import { listJobs, type Operation, retryJobs, type ServiceJobs, type ServiceName } from '@movies/contract';
import { AppError, type InternalClient, type JobOverview, unavailable } from '@movies/service-kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

interface Needs {
  services: Partial<Record<ServiceName, string>>;
  client: InternalClient;
}

const PATIENCE = { timeoutMs: 2_000 };

export function jobRoutes(app: FastifyInstance, { services, client }: Needs): void {
  answerHere(app, listJobs, async () =>
    Promise.all(Object.entries(services).map(([service, url]) => jobsOf(service, url, client))),
  );
  answerHere(app, retryJobs, async (request) => {
    const { service } = request.params as { service: ServiceName };
    const { id } = request.query as { id?: string };
    const url = services[service];
    if (url === undefined) throw new AppError('missing', 'not_found', `There is no ${service} service here.`);
    return retry(service, url, id, client);
  });
}

async function jobsOf(service: string, url: string, client: InternalClient): Promise<ServiceJobs> {
  try {
    return { service, reachable: true, ...(await client.get<JobOverview>(`${url}/internal/jobs`, PATIENCE)) };
  } catch {
    return { service, reachable: false, counts: {}, failed: [] };
  }
}

async function retry(service: string, url: string, id: string | undefined, client: InternalClient) {
  const which = id === undefined ? {} : { id };
  const { retried } = await client
    .post<{ retried: number }>(`${url}/internal/jobs/retry`, which, PATIENCE)
    .catch((error) => notNow(service, error));
  if (id !== undefined && retried === 0) {
    throw new AppError('missing', 'job_not_found', 'No failed job has this id. It may have been tried again already.');
  }
  return { message: retried === 1 ? 'One job is tried again' : `${retried} jobs are tried again`, retried };
}

function notNow(service: string, cause: unknown): never {
  throw unavailable(`The ${service} service does not see to its jobs right now. Try again in a moment.`, cause);
}

function answerHere(
  app: FastifyInstance,
  operation: Operation,
  answer: (request: FastifyRequest) => Promise<unknown>,
): void {
  const { method, path, params, query, replies } = operation;
  const schema = { ...(params ? { params } : {}), ...(query ? { querystring: query } : {}), response: replies };
  app.route({
    method,
    url: path,
    schema,
    config: { operation },
    handler: async (request, reply) => {
      reply.header('cache-control', 'private, no-store');
      return answer(request);
    },
  });
}
