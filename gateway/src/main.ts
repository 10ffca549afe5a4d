// The gateway as a process of its own.
import { runService } from '@movies/service-kit';
import { GatewaySettings } from './settings.ts';
import { startGateway } from './start.ts';

await runService('gateway', GatewaySettings, startGateway);
