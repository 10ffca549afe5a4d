// Secrets as files: `NAME_FILE` names the file that holds the value of `NAME`, as secrets of containers lie.
import { readFileSync } from 'node:fs';
import { StartupError } from './errors.ts';

export function withFiles(names: string[], environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = names.flatMap((name) => {
    const file = environment[`${name}_FILE`]?.trim();
    if (!file) return [];
    if (environment[name]?.trim()) throw new StartupError(`${name} and ${name}_FILE are both set. Take one away.`);
    return [[name, contentOf(file, name)]];
  });
  return { ...environment, ...Object.fromEntries(read) };
}

function contentOf(file: string, name: string): string {
  const content = textOf(file, name).trim();
  if (content === '') throw new StartupError(`${file} is empty. Write the value of ${name} into it.`);
  return content;
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(`${file} can't be read (${code}). ${name}_FILE must name a file that can.`);
  }
}
