import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import axe from 'axe-core';
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** What a test needs a browser for is skipped, aloud, where there is none. */
export const hasChromium = existsSync(PATH);

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A phone, as narrow as they are. */
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1_280, height: 900 };

export interface OpenBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  /** What a page complained of: what its policy kept out is among it. */
  readonly complaints: string[];
  readonly open: (url: string) => Promise<Page>;
}

/** A browser of its own, with a profile that goes with it. */
export async function aBrowser(options: BrowserContextOptions = {}): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'hookyard-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: PATH,
    args: ARGS,
    viewport: PHONE,
    ...options,
  });
  const complaints: string[] = [];
  return {
    context,
    complaints,
    open: async (url) => {
      const page = await context.newPage();
      page.on('pageerror', ({ message }) => void complaints.push(message));
      page.on('console', (line) => {
        if (line.type() === 'error') complaints.push(line.text());
      });
      await page.goto(url);
      return page;
    },
    [Symbol.asyncDispose]: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What is wrong for those who do not see, or use no mouse: as `impact rule: where`. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`),
  );
}
