module.exports = globalThis.requireOnce('socket.io', 'services/notification');
