module.exports = globalThis.requireOnce('pino');
