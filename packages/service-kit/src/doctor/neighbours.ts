// Other services: whether they are there, and know the same secret.
import { SECRET_HEADER } from '../internal/secret.ts';
import { broken, type Check, looking, messageOf, well } from './finding.ts';

interface Neighbour {
  service: string;
  url: string;
  secret: string;
}

const PATIENCE_MS = 2_000;

export function checkNeighbour({ service, url, secret }: Neighbour): Check {
  const subject = `The ${service} service`;
  const variable = `${service.toUpperCase()}_URL`;
  const ask = (path: string, headers = {}) => fetch(url + path, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  return looking(subject, `Start it, or change ${variable}.`, async () => {
    const alive = await ask('/health/live').catch((error) => {
      throw new Error(`It does not answer at ${url} (${messageOf(error.cause ?? error)})`);
    });
    if (!alive.ok) throw new Error(`At ${url} something else answers`);
    const inside = await ask('/internal/jobs', { [SECRET_HEADER]: secret });
    if (inside.status === 404) {
      return [
        broken(subject, 'It knows another INTERNAL_SECRET.', 'Set INTERNAL_SECRET to the same in every process.'),
      ];
    }
    return [well(subject, `Answers at ${url}.`)];
  });
}
