module.exports = globalThis.requireOnce('socket.io-client', 'services/notification');
