module.exports = globalThis.requireOnce('@movies/service-kit');
