// Which other sites' pages may use the API, and what they may read of its answers.
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const READABLE = [
  'etag',
  'link',
  'location',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'x-degraded',
  'x-limit',
  'x-next-cursor',
  'x-page',
  'x-page-count',
  'x-request-id',
  'x-total-count',
];

export function openTo(app: FastifyInstance, origins: string[]): void {
  if (origins.length === 0) return;
  app.register(cors, {
    origin: origins,
    credentials: true,
    maxAge: 600,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: READABLE,
    // It would answer an OPTIONS that is no preflight in a shape of its own.
    strictPreflight: false,
  });
}
