module.exports = globalThis.requireOnce('pg');
