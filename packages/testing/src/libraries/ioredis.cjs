module.exports = globalThis.requireOnce('ioredis');
