module.exports = globalThis.requireOnce('fast-json-stringify');
