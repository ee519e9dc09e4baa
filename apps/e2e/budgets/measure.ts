import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { chromium, type Page, type Response } from '@playwright/test';

import { resolveBrowser } from '../browser/resolve.ts';
import { newAccount, signIn } from '../fixtures/accounts.ts';
import { openSettled, publicPages, seekerPages, type ProductPage } from '../fixtures/pages.ts';
import { registerWithResume } from '../fixtures/rest.ts';
import { nurse } from '../fixtures/resumes.ts';
import { startObserving, type Observed } from './observe.ts';

const usage = `Measures the pages of a running stack against their budgets, in Chromium with a slowed processor.

  node apps/e2e/budgets/measure.ts [--url http://localhost:3000] [--slowdown 4] [--runs 3]

Each page is opened afresh with an empty cache; the median of the runs is printed. Exits with 1 when a budget is broken.
Makes one account in the stack it measures.
`;

/** The limits of the web app; milliseconds, and kB of 1,024 bytes on the first route. */
const BUDGET = { lcpMs: 2_500, cls: 0.1, inpMs: 200, scriptKb: 180 };

interface Measured extends Observed {
  /** JavaScript loaded until the page had settled, gzip. */
  scriptKb: number;
}

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    slowdown: { type: 'string', default: '4' },
    runs: { type: 'string', default: '3' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else process.exitCode = await measureAll(values.url, Number(values.slowdown), Number(values.runs));

async function measureAll(baseURL: string, slowdown: number, runs: number): Promise<number> {
  const { executablePath, env } = resolveBrowser();
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, env: { ...env } });
  const account = newAccount(nurse.name);
  await registerWithResume(baseURL, account, nurse);
  const signedIn = await browser.newContext({ baseURL });
  await signIn(await signedIn.newPage(), account);
  const cookies = await signedIn.cookies();
  const rows: { path: string; isFirst: boolean; measured: Measured }[] = [];
  for (const target of [...publicPages, ...seekerPages]) {
    const results: Measured[] = [];
    for (let run = 0; run < runs; run += 1) {
      const context = await browser.newContext({ baseURL });
      if (seekerPages.includes(target)) await context.addCookies(cookies);
      results.push(await measure(await context.newPage(), target, slowdown));
      await context.close();
    }
    rows.push({ path: target.path, isFirst: target.path === '/', measured: medians(results) });
  }
  await browser.close();
  return print(browser.version(), slowdown, rows);
}

/** Opens one page and, where it lists jobs, moves through them by keys. */
async function measure(page: Page, target: ProductPage, slowdown: number): Promise<Measured> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(startObserving);
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => scripts.push(scriptBytes(response)));
  await openSettled(page, target);
  const loaded = await Promise.all(scripts);
  if (['/jobs', '/for-you'].includes(target.path)) {
    for (const key of ['j', 'j', 'j', 'k', 'l']) await page.keyboard.press(key);
    // The slowest answer is known once the frame after it has been shown.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
  const observed = await page.evaluate(() => window.observed);
  return { ...observed, scriptKb: loaded.reduce((sum, bytes) => sum + bytes, 0) / 1_024 };
}

async function scriptBytes(response: Response): Promise<number> {
  if (response.request().resourceType() !== 'script' || !response.ok()) return 0;
  return gzipSync(await response.body()).byteLength;
}

function medians(results: readonly Measured[]): Measured {
  const median = (read: (measured: Measured) => number | null): number | null =>
    results
      .map(read)
      .filter((value) => value !== null)
      .sort((a, b) => a - b)[Math.floor((results.length - 1) / 2)] ?? null;
  return {
    lcpMs: median(({ lcpMs }) => lcpMs) ?? Number.NaN,
    cls: median(({ cls }) => cls) ?? Number.NaN,
    inpMs: median(({ inpMs }) => inpMs),
    scriptKb: median(({ scriptKb }) => scriptKb) ?? Number.NaN,
  };
}

/** Prints the table; 1 when something is over its budget. */
function print(
  version: string,
  slowdown: number,
  rows: readonly { path: string; isFirst: boolean; measured: Measured }[],
): number {
  const line = (cells: readonly string[]): void =>
    void process.stdout.write(
      `${cells.map((cell, i) => (i === 0 ? cell.padEnd(12) : cell.padStart(12))).join('')}\n`,
    );
  process.stdout.write(`Chromium ${version}, processor slowed ${slowdown} times\n\n`);
  line(['page', 'LCP ms', 'CLS', 'INP ms', 'JS kB gzip', '']);
  let broken = 0;
  for (const { path, isFirst, measured } of rows) {
    const { lcpMs, cls, inpMs, scriptKb } = measured;
    const over = [
      ...(lcpMs <= BUDGET.lcpMs ? [] : ['LCP']),
      ...(cls <= BUDGET.cls ? [] : ['CLS']),
      ...((inpMs ?? 0) <= BUDGET.inpMs ? [] : ['INP']),
      ...(!isFirst || scriptKb <= BUDGET.scriptKb ? [] : ['JS']),
    ];
    broken += over.length;
    line([
      path,
      lcpMs.toFixed(0),
      cls.toFixed(3),
      inpMs?.toFixed(0) ?? '–',
      scriptKb.toFixed(1),
      over.length === 0 ? 'ok' : `over: ${over.join(', ')}`,
    ]);
  }
  line([
    'budget',
    String(BUDGET.lcpMs),
    String(BUDGET.cls),
    String(BUDGET.inpMs),
    `${BUDGET.scriptKb} on /`,
    '',
  ]);
  return broken === 0 ? 0 : 1;
}
