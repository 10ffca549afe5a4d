// The yardstick: @fastify/http-proxy with nothing around it.
import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';

const app = Fastify();
app.register(httpProxy, { upstream: process.env.UPSTREAM ?? '', disableRequestLogging: true });
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
