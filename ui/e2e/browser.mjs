// What the checks in a real browser share: how Chromium is started, and how a check is told.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium: CHROMIUM_PATH, else /usr/bin/chromium. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });

/** Says whether each check holds, counts those that do not, and takes pictures where there is a folder for them. */
export class Checks {
  failed = 0;
  #folder;

  constructor(folder) {
    this.#folder = folder;
    if (folder) {
      mkdirSync(folder, { recursive: true });
    }
  }

  check(what, holds, found) {
    console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${found === undefined ? '' : ` (${found})`}`);
    this.failed += holds ? 0 : 1;
  }

  async shot(page, name, options = {}) {
    if (this.#folder) {
      await page.screenshot({ path: join(this.#folder, `${name}.png`), ...options });
    }
  }

  /** Ends the process. */
  end(what) {
    console.log(this.failed === 0 ? `${what} works.` : `${this.failed} checks failed.`);
    process.exit(this.failed === 0 ? 0 : 1);
  }
}
