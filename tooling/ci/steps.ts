/** One step of `npm test`. */
export interface Step {
  name: string;
  title: string;
  command: string;
  args: readonly string[];
  /** Folder the command runs in, from the root. */
  folder?: string;
  /** The test runner whose JSON report, at the path in REPORT_FILE, tells what the step executed. */
  report?: 'vitest' | 'playwright';
  /** Names of steps that must have passed; otherwise this one does not run and counts as failed. */
  needs?: readonly string[];
  /** Past this many minutes the step is ended and failed, so that a hang is told as one. */
  limitMinutes: number;
}

/** Stands in `args` for the path of the step's report. */
export const REPORT_FILE = '{report}';

const vitest = (project: string): readonly string[] => [
  'run',
  `--project=${project}`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT_FILE}`,
];

// Packages read each other's sources as they stand, which turbo's hash of a package does not cover: a hit could hide an error.
const noCache = ['--force'];

/** What `npm test` does, in order: the quick checks first, each step whether or not the ones before it passed. */
export const STEPS: readonly Step[] = [
  {
    name: 'format',
    title: 'Format (Prettier)',
    command: 'prettier',
    args: ['--check', '--log-level', 'warn', '.'],
    limitMinutes: 3,
  },
  {
    name: 'types',
    title: 'Types (TypeScript)',
    command: 'turbo',
    args: ['run', 'typecheck', ...noCache, '--continue', '--output-logs=errors-only'],
    limitMinutes: 5,
  },
  { name: 'lint', title: 'Lint (oxlint)', command: 'oxlint', args: ['--deny-warnings'], limitMinutes: 3 },
  {
    name: 'boundaries',
    title: 'Boundaries (imports, doors, names)',
    command: 'node',
    args: ['tooling/boundaries/check.ts'],
    limitMinutes: 2,
  },
  {
    name: 'generated',
    title: 'Generated files in step with their sources',
    command: 'node',
    args: ['tooling/ci/generated.ts'],
    limitMinutes: 2,
  },
  {
    name: 'unit',
    title: 'Unit tests',
    command: 'vitest',
    args: vitest('unit'),
    report: 'vitest',
    limitMinutes: 5,
  },
  {
    name: 'db',
    title: 'Database tests (PostgreSQL)',
    command: 'vitest',
    args: vitest('db'),
    report: 'vitest',
    limitMinutes: 8,
  },
  {
    name: 'build',
    title: 'Build of the web app',
    command: 'turbo',
    args: ['run', 'build', ...noCache, '--filter=@access/web'],
    limitMinutes: 4,
  },
  {
    name: 'browser',
    title: 'Browser tests (Chromium)',
    command: './node_modules/.bin/playwright',
    args: ['test'],
    folder: 'apps/e2e',
    report: 'playwright',
    needs: ['build'],
    limitMinutes: 10,
  },
];
