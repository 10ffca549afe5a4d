// The browser of this machine, if it has one, and how it is started.
import { existsSync } from 'node:fs';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export function findChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env;
  return CHROMIUM_PATH || USUAL.find((path) => existsSync(path));
}

// Pages of its own, which it would open beside every page of ours, and run for ten times as long.
const OF_THE_BROWSER = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];
// Of several lists Chromium takes the last alone: this is what Playwright leaves out, too.
const LEFT_OUT_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

export const CHROMIUM_FLAGS = [
  // In a container Chromium runs as root, without the kernel's leave to sandbox.
  '--no-sandbox',
  '--disable-gpu',
  `--disable-features=${[...LEFT_OUT_BY_PLAYWRIGHT, ...OF_THE_BROWSER].join()}`,
];
