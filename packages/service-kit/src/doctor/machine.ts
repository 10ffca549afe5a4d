// The machine under it all: Node, disk, ports.
import { once } from 'node:events';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { broken, type Check, doubtful, type Finding, looking, well } from './finding.ts';

const LEAST_NODE = 24;

export async function checkNode(version = process.versions.node): Promise<Finding[]> {
  if (Number.parseInt(version, 10) >= LEAST_NODE) return [well('Node', `${version}.`)];
  return [
    broken(
      'Node',
      `This is Node ${version}; it takes ${LEAST_NODE} or newer.`,
      'Start it by `npx pnpm …`, which brings its own.',
    ),
  ];
}

const GIGABYTE = 1e9;

/** Free space: too little to go on, and so little that one should see to it. */
interface Room {
  least: number;
  enough: number;
}

export function checkDisk(directory: string, { least, enough }: Room = { least: 0.2, enough: 2 }): Check {
  return looking('Disk', 'Set DATA_DIR to a folder that can be written.', async () => {
    const folder = resolve(directory);
    const there = await nearest(folder);
    await access(there, constants.W_OK).catch((error) => {
      throw new Error(`${folder} can't be written (${error.code})`);
    });
    if (!(await stat(there)).isDirectory()) throw new Error(`${folder} can't be made: ${there} is a file`);
    const { bavail, bsize } = await statfs(there);
    const free = (bavail * bsize) / GIGABYTE;
    const says = `${free.toFixed(1)} GB free for ${folder}.`;
    if (free < least) return [broken('Disk', says, 'Make room: PostgreSQL stops when the disk is full.')];
    if (free < enough) return [doubtful('Disk', says, 'Make room before it is full.')];
    return [well('Disk', says)];
  });
}

/** The folder, or that in which it will be made. */
async function nearest(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere || folder === dirname(folder) ? folder : nearest(dirname(folder));
}

/** Whether a port can be listened on, or is listened on by us. */
export function checkPort(variable: string, host: string, port: number): Check {
  const subject = `Port ${port}`;
  return looking(subject, `Set ${variable} to another one.`, async () => {
    if (port === 0) return [well(subject, 'Any that is free.')];
    const refusal = await refusalAt(host, port);
    if (refusal === undefined) return [well(subject, 'Free.')];
    if (refusal === 'EADDRINUSE' && (await isOurs(host, port))) return [well(subject, 'The platform runs there.')];
    return [
      broken(subject, REFUSALS[refusal] ?? `It can't be listened on (${refusal}).`, `Set ${variable} to a free one.`),
    ];
  });
}

const REFUSALS: Record<string, string> = {
  EADDRINUSE: 'Taken by another program.',
  EACCES: 'It needs more rights than this user has.',
  EADDRNOTAVAIL: 'This machine has no such address: see HOST.',
};

async function refusalAt(host: string, port: number): Promise<string | undefined> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    probe.close();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

/** Every server of ours answers what it does not know in the same words. */
async function isOurs(host: string, port: number): Promise<boolean> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const answer = await fetch(`http://${address.includes(':') ? `[${address}]` : address}:${port}/is-it-ours`, {
    signal: AbortSignal.timeout(2_000),
  }).then(
    async (response) => response.text(),
    () => '',
  );
  return answer.includes('"code":"not_found"') && answer.includes('"request_id"');
}
