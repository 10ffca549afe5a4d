module.exports = globalThis.requireOnce('@fastify/http-proxy', 'gateway');
