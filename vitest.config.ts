import { defineConfig } from 'vitest/config';

/** Two suites from one run: pure logic and DOM (`unit`), and real PostgreSQL (`db`, each file its own database). */
export default defineConfig({
  test: {
    retry: 0,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps,tooling,ml-models}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.db.test.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['{packages,apps,tooling}/**/*.db.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
