// Turns what `docker compose config` says into what `docker stack deploy` takes: a swarm knows no builds and no order of
// starts (services that come too early are started again), and is stricter about the rest.
import { text } from 'node:stream/consumers';
import { StartupError } from '@movies/service-kit';
import { parse, stringify } from 'yaml';
import type { Command } from './command.ts';

type Fields = Record<string, unknown>;

export const stackCommand: Command = async (profiles) => {
  process.stdout.write(stackOf(await text(process.stdin), profiles));
};

/** What has a profile is left out, unless that is one of those asked for. */
export function stackOf(config: string, profiles: string[] = []): string {
  const {
    services,
    name: _,
    version: __,
    ...rest
  } = (parse(config) ?? {}) as { services?: Record<string, Fields> } & Fields;
  if (!services) throw new StartupError('Nothing to deploy: pipe in what `docker compose config` says.');
  const wanted = Object.entries(services).filter(([, { profiles: of }]) =>
    isWanted(of as string[] | undefined, profiles),
  );
  const converted = wanted.map(([name, service]) => [name, serviceOf(service)]);
  const named = Object.fromEntries(Object.entries(rest).map(([kind, entries]) => [kind, withoutNames(entries)]));
  return stringify({ version: '3.8', services: Object.fromEntries(converted), ...named }, FOR_OLDER_READERS);
}

function isWanted(of: string[] | undefined, profiles: string[]): boolean {
  return of === undefined || of.some((profile) => profiles.includes(profile));
}

// To Docker `yes` is a truth value, as in the older YAML.
const FOR_OLDER_READERS = { aliasDuplicateObjects: false, version: '1.1' } as const;

const FOR_COMPOSE_ALONE = [
  'build',
  'container_name',
  'cpus',
  'depends_on',
  'expose',
  'mem_limit',
  'network_mode',
  'pids_limit',
  'platform',
  'profiles',
  'pull_policy',
  'restart',
  'scale',
  'security_opt',
];

type Deploy = { resources?: { limits?: { cpus?: number | string } } };
type Kept = { ports?: (Fields | string)[]; deploy?: Deploy } & Fields;

function serviceOf(service: Fields): Fields {
  const kept = Object.fromEntries(Object.entries(service).filter(([field]) => !FOR_COMPOSE_ALONE.includes(field)));
  const { ports, deploy, networks: _, ...rest } = kept as Kept;
  return {
    ...rest,
    ...(ports ? { ports: ports.map(portOf) } : {}),
    ...(deploy ? { deploy: { ...deploy, ...resourcesOf(deploy) } } : {}),
  };
}

/** Processors are text there. */
function resourcesOf({ resources }: Deploy): Deploy {
  const limits = resources?.limits;
  if (limits?.cpus === undefined) return {};
  return { resources: { ...resources, limits: { ...limits, cpus: String(limits.cpus) } } };
}

/** A stack has numbers there, and no address: a port of a swarm is open on all its machines. */
function portOf(port: Fields | string): Fields | string {
  if (typeof port === 'string') return port.split(':').slice(-2).join(':');
  const { host_ip: _, published, name: __, app_protocol: ___, ...rest } = port;
  return { ...rest, ...(published === undefined ? {} : { published: Number(published) }) };
}

/** Compose names what belongs to its project; a stack names its own. */
function withoutNames(entries: unknown): unknown {
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return entries;
  const without = (entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    const { name: _, ...rest } = entry as Fields;
    return rest;
  };
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, without(entry)]));
}
