module.exports = globalThis.requireOnce('typebox');
