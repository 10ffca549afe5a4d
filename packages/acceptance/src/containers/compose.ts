// The containers of this project, through the commands an operator uses: `docker compose`, or the older `docker-compose`.
// COMPOSE names another one.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../../..');

export interface Compose {
  run(words: string[], environment?: Record<string, string>): Promise<string>;
  /** Ids of the containers of a service that run. */
  replicas(service: string): Promise<string[]>;
  docker(words: string[]): Promise<string>;
}

/** Undefined on a machine without Docker. */
export async function findCompose(project?: string): Promise<Compose | undefined> {
  for (const words of process.env.COMPOSE
    ? [process.env.COMPOSE.split(' ')]
    : [['docker', 'compose'], ['docker-compose']]) {
    const works = await run(words[0] as string, [...words.slice(1), 'ps'], { cwd: ROOT }).catch(() => undefined);
    if (works) return composeOf(project ? [...words, '-p', project] : words);
  }
  return undefined;
}

function composeOf([program = '', ...first]: string[]): Compose {
  const docker = async (words: string[]) => (await run('docker', words, { cwd: ROOT })).stdout;
  const compose = async (words: string[], environment: Record<string, string> = {}) => {
    const env = { ...process.env, DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1', ...environment };
    return (await run(program, [...first, ...words], { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  };
  return {
    docker,
    run: compose,
    replicas: async (service) => (await compose(['ps', '-q', service])).split('\n').filter(Boolean),
  };
}
