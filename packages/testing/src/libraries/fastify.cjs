module.exports = globalThis.requireOnce('fastify');
