module.exports = globalThis.requireOnce('fast-jwt', 'services/auth');
