module.exports = globalThis.requireOnce('@movies/contract');
