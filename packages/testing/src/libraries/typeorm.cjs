module.exports = globalThis.requireOnce('typeorm');
