// Gives the browser as much of the contract as it calls by: of every operation its name, method and path. The schemas and
// the library they are made with stay on the server; types are read from the contract itself.

import type { Operation } from '@movies/contract';
import * as contract from '@movies/contract';
import type { Plugin } from 'vite';

const NAME = '@movies/contract';
const RESOLVED = `\0${NAME}`;

export function slimContract(): Plugin {
  return {
    name: 'slim-contract',
    enforce: 'pre',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? operationsAsCode() : undefined),
  };
}

function operationsAsCode(): string {
  return Object.entries(contract)
    .filter((entry): entry is [string, Operation & (typeof entry)[1]] => isOperation(entry[1]))
    .map(
      ([name, { id, method, path, access }]) =>
        `export const ${name} = ${JSON.stringify({ id, method, path, access })};`,
    )
    .join('\n');
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'method' in value && 'replies' in value;
}
