module.exports = globalThis.requireOnce('argon2', 'services/auth');
