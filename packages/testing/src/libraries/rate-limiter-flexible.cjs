module.exports = globalThis.requireOnce('rate-limiter-flexible');
