module.exports = globalThis.requireOnce('typebox/compile');
