// All journeys through the pages, on one platform and in one browser.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { notTested } from '@movies/testing/jest';
import { findChromium } from './harness/chromium.ts';
import { closeStage, openStage } from './harness/stage.ts';

if (findChromium()) {
  beforeAll(openStage, 120_000);
  afterAll(closeStage);
  const journeys = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.journey.ts'));
  for (const name of journeys) await import(join(import.meta.dirname, name));
} else {
  notTested('the web pages in a browser', 'no Chromium on this machine; CHROMIUM_PATH may name one');
}
