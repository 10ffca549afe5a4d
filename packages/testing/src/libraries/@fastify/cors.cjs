module.exports = globalThis.requireOnce('@fastify/cors', 'gateway');
