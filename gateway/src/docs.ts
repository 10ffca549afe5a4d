// A page to read and try the API, and the OpenAPI document it shows. Everything on it comes from here.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { openApi } from '@movies/contract/openapi';
import type { FastifyInstance } from 'fastify';
import swaggerUi from 'swagger-ui-dist/package.json' with { type: 'json' };

// What a browser keeps for good has its version in its name.
const ASSETS = `/docs/assets/${swaggerUi.version}/`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of the Movie Review Platform</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${ASSETS}swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="${ASSETS}swagger-ui-bundle.js"></script>
<script src="/docs/show.js"></script>
</body>
</html>
`;

const SHOW = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'list',
  tryItOutEnabled: true, persistAuthorization: false, validatorUrl: null });
`;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const FRESH = { 'cache-control': 'no-cache' };

export function docsRoutes(app: FastifyInstance, version: string): void {
  const document = JSON.stringify(openApi(version));
  const assets = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
  app.get('/openapi.json', async (_request, reply) =>
    reply.headers(FRESH).type('application/json; charset=utf-8').send(document),
  );
  app.get('/docs', async (_request, reply) =>
    reply
      .headers({ ...FRESH, 'content-security-policy': POLICY })
      .type('text/html; charset=utf-8')
      .send(PAGE),
  );
  app.get('/docs/show.js', async (_request, reply) =>
    reply.headers(FRESH).type('text/javascript; charset=utf-8').send(SHOW),
  );
  app.register(fastifyStatic, {
    root: assets,
    prefix: ASSETS,
    allowedPath: (path) => /^\/swagger-ui(-bundle\.js|\.css)$/.test(path),
    immutable: true,
    maxAge: '365d',
  });
}
