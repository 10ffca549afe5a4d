module.exports = globalThis.requireOnce('undici');
