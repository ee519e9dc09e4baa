import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..', '..');
const trees: string[] = [];

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), severity: z.string(), filename: z.string() })),
});
const Config = z.object({
  rules: z.record(z.string(), z.unknown()),
  overrides: z.array(z.object({ rules: z.record(z.string(), z.unknown()) })),
});

afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true, force: true });
});

/** Lints a tree of its own by the repository's configuration; returns `file rule` of each breach and the exit code. */
function lint(files: Record<string, string>): { found: string[]; status: number | null } {
  const tree = mkdtempSync(path.join(tmpdir(), 'access-lint-'));
  trees.push(tree);
  copyFileSync(path.join(root, '.oxlintrc.json'), path.join(tree, '.oxlintrc.json'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  const { stdout, status } = spawnSync(
    path.join(root, 'node_modules/.bin/oxlint'),
    ['--deny-warnings', '--format', 'json'],
    { cwd: tree, encoding: 'utf8' },
  );
  const { diagnostics } = Report.parse(JSON.parse(stdout));
  expect(diagnostics.map(({ severity }) => severity).filter((severity) => severity !== 'error')).toEqual([]);
  return {
    found: [...new Set(diagnostics.map(({ filename, code }) => `${filename} ${code}`))].toSorted(),
    status,
  };
}

const statements = (count: number): string => '  count += 1;\n'.repeat(count);
const longFunction = (count: number): string =>
  `export function countUp(): number {\n  let count = 0;\n${statements(count)}  return count;\n}\n`;

const core = 'packages/core/src/jobs/list-jobs.ts';

/** What is planted, the file, its text, and the rule that must answer. */
const breaches: [string, string, string, string][] = [
  ['any', core, 'export const x = (value: any): unknown => value;\n', 'typescript(no-explicit-any)'],
  [
    'a non-null assertion',
    core,
    'export const x = (value?: string): string => value!;\n',
    'typescript(no-non-null-assertion)',
  ],
  ['a default export', core, 'export default function listJobs(): void {}\n', 'import(no-default-export)'],
  [
    'console outside a command line',
    core,
    "export const x = (): void => console.log('x');\n",
    'eslint(no-console)',
  ],
  [
    'a swallowed error',
    core,
    'export function x(f: () => void): void {\n  try {\n    f();\n  } catch {}\n}\n',
    'eslint(no-empty)',
  ],
  ['a file over 400 lines', core, `export type First = 1;\n${'// why\n'.repeat(400)}`, 'eslint(max-lines)'],
  ['a function over 80 lines', core, longFunction(80), 'eslint(max-lines-per-function)'],
  [
    'a component over 120 lines',
    'apps/web/src/features/jobs/jobs-page.tsx',
    longFunction(120),
    'eslint(max-lines-per-function)',
  ],
  [
    'five levels of nesting',
    core,
    `export function x(a: boolean): void {\n${'if (a) {\n'.repeat(5)}x(!a);\n${'}\n'.repeat(6)}`,
    'eslint(max-depth)',
  ],
  [
    'a file not in kebab-case',
    'packages/core/src/jobs/listJobs.ts',
    'export const x = 1;\n',
    'unicorn(filename-case)',
  ],
  [
    'a to-do without an issue',
    core,
    '// TODO page this\nexport const x = 1;\n',
    'eslint(no-warning-comments)',
  ],
  [
    'a banned library',
    core,
    "import { sum } from 'lodash';\n\nexport const x = sum([1]);\n",
    'eslint(no-restricted-imports)',
  ],
  [
    'a type imported as a value',
    core,
    "import { Job } from './job.ts';\n\nexport const x = (job: Job): Job => job;\n",
    'typescript(consistent-type-imports)',
  ],
  [
    'a silenced type error',
    core,
    '// @ts-ignore\nexport const x: string = 1;\n',
    'typescript(ban-ts-comment)',
  ],
  [
    'a nameless disable comment',
    core,
    '/* oxlint-disable */\nexport const x = 1;\n',
    'unicorn(no-abusive-eslint-disable)',
  ],
  [
    'a focused test',
    'packages/core/src/jobs/list-jobs.test.ts',
    "import { expect, test } from 'vitest';\n\ntest.only('x', () => expect(1).toBe(1));\n",
    'vitest(no-focused-tests)',
  ],
  [
    'a test that asserts nothing',
    'packages/core/src/jobs/list-jobs.test.ts',
    "import { test } from 'vitest';\n\ntest('x', () => undefined);\n",
    'vitest(expect-expect)',
  ],
  [
    'an image without a text',
    'apps/web/src/features/jobs/logo.tsx',
    'export const Logo = () => <img src="/logo.svg" />;\n',
    'jsx-a11y(alt-text)',
  ],
];

describe('a planted breach is found, and nothing else', () => {
  test.each(breaches)('%s', (_title, file, text, rule) => {
    expect(lint({ [file]: text })).toEqual({ found: [`${file} ${rule}`], status: 1 });
  });

  test('a cycle of two modules', () => {
    const { found, status } = lint({
      'packages/core/src/jobs/a.ts': "import { b } from './b.ts';\n\nexport const a = (): number => b();\n",
      'packages/core/src/jobs/b.ts': "import { a } from './a.ts';\n\nexport const b = (): number => a();\n",
    });
    expect(found).toEqual([
      'packages/core/src/jobs/a.ts import(no-cycle)',
      'packages/core/src/jobs/b.ts import(no-cycle)',
    ]);
    expect(status).toBe(1);
  });
});

/** What the rules allow on purpose. */
const allowed: [string, string, string][] = [
  ['a default export where a framework wants one', 'vitest.config.ts', 'export default {};\n'],
  ['console in the command line', 'apps/worker/src/cli/main.ts', "console.log('x');\n"],
  ['a long numeric kernel', 'packages/ml/src/learn/fold-in.ts', longFunction(200)],
  ['a component of a hundred lines', 'apps/web/src/features/jobs/jobs-page.tsx', longFunction(100)],
  ['a function of 75 lines', core, longFunction(75)],
];

describe('what the rules allow passes', () => {
  test.each(allowed)('%s', (_title, file, text) => {
    expect(lint({ [file]: text })).toEqual({ found: [], status: 0 });
  });
});

test('every rule is an error or off', () => {
  const config = Config.parse(JSON.parse(readFileSync(path.join(root, '.oxlintrc.json'), 'utf8')));
  const levels = [config, ...config.overrides].flatMap(({ rules }) =>
    Object.values(rules).map((rule): unknown => (Array.isArray(rule) ? rule[0] : rule)),
  );
  expect([...new Set(levels)].toSorted()).toEqual(['error', 'off']);
});
