// Writes down what the code already says: tables of variables and of operations, between two markers in the documents, and
// the Postman collection.
// `--check` only tells whether they are up to date.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuthSettings } from '@movies/auth';
import { type Operation, operations, routesOf } from '@movies/contract';
import { postmanCollection } from '@movies/contract/postman';
import { GatewaySettings } from '@movies/gateway';
import { MovieSettings } from '@movies/movie';
import { NotificationSettings } from '@movies/notification';
import { RecommendationSettings } from '@movies/recommendation';
import { describeSettings } from '@movies/service-kit';
import { StandaloneSettings } from '@movies/standalone/settings';
import { UpkeepSettings } from '@movies/upkeep/settings';

const ROOT = join(import.meta.dirname, '..');

const PARTS: [file: string, part: string, text: () => string][] = [
  ['README.md', 'variables', () => variables(StandaloneSettings)],
  ['gateway/README.md', 'variables', () => variables(GatewaySettings)],
  ['services/auth/README.md', 'variables', () => variables(AuthSettings)],
  ['services/movie/README.md', 'variables', () => variables(MovieSettings)],
  ['services/recommendation/README.md', 'variables', () => variables(RecommendationSettings)],
  ['services/notification/README.md', 'variables', () => variables(NotificationSettings)],
  ['packages/upkeep/README.md', 'variables', () => variables(UpkeepSettings)],
  ['docs/api.md', 'operations', () => operationTables()],
];

type SettingsSchema = Parameters<typeof describeSettings>[0];

function variables(schema: SettingsSchema): string {
  const rows = describeSettings(schema).map(({ name, byDefault, meaning }) => {
    const shown = byDefault === '' ? '' : `\`${byDefault}\``;
    return `| \`${name}\` | ${shown} | ${meaning} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function operationTables(): string {
  const groups = Map.groupBy(operations, ({ group }) => group);
  return [...groups].map(([group, members]) => [`### ${group}`, '', ...operationRows(members)].join('\n')).join('\n\n');
}

function operationRows(members: readonly Operation[]): string[] {
  const rows = members.map((operation) => {
    const [canonical, ...aliases] = routesOf(operation).map(({ method, path }) => `\`${method} ${path}\``);
    return `| ${operation.summary} | ${WHO[operation.access]} | ${canonical} | ${aliases.join('<br>')} |`;
  });
  return ['| operation | who | path | aliases |', '| --- | --- | --- | --- |', ...rows];
}

const WHO: Record<Operation['access'], string> = {
  public: 'anyone',
  optional: 'anyone, members see more',
  member: 'members',
  staff: 'staff',
  admin: 'superusers',
};

function withPart(document: string, part: string, text: string): string {
  const begin = `<!-- ${part}: made by \`pnpm docs\` -->`;
  const end = `<!-- /${part} -->`;
  const [before, rest] = split(document, begin);
  const [, after] = split(rest, end);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

function split(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  if (place < 0) throw new Error(`the marker ${at} is missing`);
  return [text.slice(0, place), text.slice(place + at.length)];
}

const isCheck = process.argv.includes('--check');

/** Whether a file was not what it should be. */
async function keepUpToDate(file: string, what: string, made: (before: string) => string): Promise<boolean> {
  const path = join(ROOT, file);
  const before = await readFile(path, 'utf8').catch(() => '');
  const after = made(before);
  if (after === before) return false;
  if (isCheck) process.stderr.write(`${file}: ${what} is out of date. Run \`pnpm docs\`.\n`);
  else await writeFile(path, after);
  return true;
}

let outdated = 0;
for (const [file, part, text] of PARTS) {
  if (await keepUpToDate(file, `the table of ${part}`, (before) => withPart(before, part, text()))) outdated += 1;
}
const collection = () => `${JSON.stringify(postmanCollection(), null, 2)}\n`;
if (await keepUpToDate('Movie-Review-Platform.postman_collection.json', 'it', collection)) outdated += 1;
process.exitCode = isCheck && outdated > 0 ? 1 : 0;
