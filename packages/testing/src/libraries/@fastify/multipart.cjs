module.exports = globalThis.requireOnce('@fastify/multipart', 'services/movie');
