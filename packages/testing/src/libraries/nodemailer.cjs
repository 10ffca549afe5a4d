module.exports = globalThis.requireOnce('nodemailer', 'services/auth');
