// `pnpm web:shots [name …]`: pictures of every page, narrow and wide, light and dark, in `.shots/` at the top.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { everyPage, type Sight } from './every-page.ts';
import { movieCalled } from './harness/movies.ts';
import { closeStage, newPerson, open, openStage, type Person, stage } from './harness/stage.ts';

const FOLDER = join(import.meta.dirname, '../../../.shots');
const WIDTHS = [390, 1440];
const THEMES = ['light', 'dark'] as const;

async function shoot({ name, path, as }: Sight, member: Person, movie: number): Promise<void> {
  const who = { guest: {}, member: { as: member }, admin: { as: stage().platform.admin } }[as];
  const address = path.replace(':movie', String(movie)).replace(':person', String(member.id));
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      const { page, context } = await open(address, { width, theme, ...who });
      await page.waitForLoadState('networkidle');
      await page.evaluate('document.fonts.ready');
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${theme}.png`), fullPage: true });
      await context.close();
    }
  }
}

await mkdir(FOLDER, { recursive: true });
const wanted = process.argv.slice(2);
await openStage();
try {
  const member = await newPerson();
  const movie = await movieCalled('Parasite');
  const sights = everyPage.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const sight of sights) await shoot(sight, member, movie);
  process.stdout.write(`${sights.length * WIDTHS.length * THEMES.length} pictures in ${FOLDER}\n`);
} finally {
  await closeStage();
}
