import { defineConfig } from '@playwright/test';

import { resolveBrowser } from './browser/resolve.ts';

const browser = resolveBrowser();
const baseURL = process.env['E2E_BASE_URL'];

/**
 * Journeys in Chromium on the built stack. One worker, since they share one server; no retries, since a test that passes at the
 * second attempt has failed. The global setup starts the stack and puts its address into E2E_BASE_URL.
 */
export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  globalSetup: './setup/global-setup.ts',
  forbidOnly: true,
  fullyParallel: false,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['E2E_REPORT_FILE'] ?? './test-results/report.json' }],
  ],
  use: {
    ...(baseURL === undefined ? {} : { baseURL }),
    browserName: 'chromium',
    headless: true,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      // Chromium's own sandbox starts neither as root nor in most containers, and the pages under test are ours.
      chromiumSandbox: false,
      env: { ...definedEnvironment(), ...browser.env },
    },
  },
});

/** The environment without holes, as Playwright wants it. */
function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
