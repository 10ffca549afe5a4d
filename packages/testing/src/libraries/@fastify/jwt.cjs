module.exports = globalThis.requireOnce('@fastify/jwt');
