export { edgeSettings, GatewaySettings } from './settings.ts';
export { startGateway } from './start.ts';
