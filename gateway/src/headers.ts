// What every answer tells a browser not to do.
import type { FastifyInstance } from 'fastify';

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
const OVER_HTTPS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

export function securityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(ALWAYS);
    if (request.protocol === 'https') reply.headers(OVER_HTTPS);
    done();
  });
}
