export { checkDatabase, checkServer, urlOfRole } from './database.ts';
export { broken, type Check, doubtful, looking, messageOf, well } from './finding.ts';
export { checkDisk, checkPort } from './machine.ts';
export { runDoctor } from './run.ts';
export { checksOfRedis, checksOfService } from './service.ts';
