module.exports = globalThis.requireOnce('prom-client');
