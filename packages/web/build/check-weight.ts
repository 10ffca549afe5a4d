// `pnpm check:weight`: no page costs more JavaScript at first than a slow phone bears.
import { ensureWeb } from './index.ts';
import { MOST_BYTES, weighPages } from './weight.ts';

const weights = await weighPages(await ensureWeb());
for (const { page, bytes } of weights) process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(6)} kB  ${page}\n`);
const tooHeavy = weights.filter(({ bytes }) => bytes > MOST_BYTES);
if (tooHeavy.length > 0) {
  process.stderr.write(`Pages may cost ${MOST_BYTES / 1000} kB of JavaScript: ${tooHeavy.map(({ page }) => page)}\n`);
  process.exitCode = 1;
}
