module.exports = globalThis.requireOnce('bullmq');
