import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { checkBoundaries } from './check.ts';

const trees: string[] = [];

afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true, force: true });
});

function checkTree(files: Record<string, string>): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'access-boundaries-'));
  trees.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return checkBoundaries(root).map(({ path: file, line, rule }) => `${file}:${line} ${rule}`);
}

const lines = (count: number): string => 'x\n'.repeat(count);
const names = (count: number): string => Array.from({ length: count }, (_, index) => `n${index}`).join(', ');

/** What is planted, where, the text, and the rule that must answer on the line given. */
const breaches: [string, string, string, string, number?][] = [
  [
    'an import outside the package table',
    'packages/ml/src/a.ts',
    "import { b } from '@access/db';",
    'package-import',
  ],
  ['a package without a row', 'packages/unlisted/src/a.ts', '', 'package-table'],
  [
    'an app imported by a package',
    'packages/core/src/jobs/a.ts',
    "import { b } from '@access/web';",
    'package-import',
  ],
  [
    'an app imported by another app',
    'apps/server/src/a.ts',
    "import { b } from '@access/worker';",
    'package-import',
  ],
  [
    'more than seed functions in e2e',
    'apps/e2e/tests/a.spec.ts',
    "import { b } from '@access/core/jobs';",
    'package-import',
  ],
  [
    'a path into another package',
    'packages/core/src/jobs/a.ts',
    "import { b } from '../../../db/src/b.ts';",
    'package-path',
  ],
  [
    'a value where only types may pass',
    'packages/core/src/jobs/a.ts',
    "\nimport { b } from '@access/ml/engine';",
    'types-only',
    2,
  ],
  [
    'a type import that leaves a load behind',
    'packages/core/src/jobs/a.ts',
    "import { type B } from '@access/ml/engine';",
    'types-only',
  ],
  [
    'a value of the API in the web app',
    'apps/web/src/a.ts',
    "export { b } from '@access/api';",
    'types-only',
  ],
  [
    'a dynamic import past the table',
    'packages/ml/src/a.ts',
    "const b = await import('@access/core/jobs');",
    'package-import',
  ],
  [
    'an import type past the table',
    'packages/ml/src/a.ts',
    "export type B = import('@access/core/jobs').B;",
    'package-import',
  ],
  [
    'a feature that imports a later one',
    'packages/core/src/jobs/a.ts',
    "import { b } from '../alerts/index.ts';",
    'feature-order',
  ],
  [
    'a later feature just for a type',
    'packages/core/src/jobs/a.ts',
    "import type { B } from '../alerts/index.ts';",
    'feature-order',
  ],
  [
    'a feature of its own layer',
    'packages/core/src/jobs/a.ts',
    "import { b } from '@access/core/profile';",
    'feature-order',
  ],
  [
    'a feature past its door',
    'packages/core/src/alerts/a.ts',
    "import { b } from '../jobs/b.ts';",
    'feature-door',
  ],
  [
    'a feature past its door, in a test',
    'packages/core/src/jobs/a.test.ts',
    "import { b } from '../alerts/b.ts';",
    'feature-door',
  ],
  [
    'a feature in no layer',
    'packages/core/src/horoscopes/a.ts',
    "import { b } from '../jobs/index.ts';",
    'feature-order',
  ],
  [
    'the queue vendor elsewhere',
    'packages/core/src/jobs/a.ts',
    "import { PgBoss } from 'pg-boss';",
    'vendor',
  ],
  ['the queue vendor by require', 'packages/core/src/jobs/a.ts', "const b = require('pg-boss');", 'vendor'],
  [
    'the inference vendor elsewhere',
    'apps/worker/src/a.ts',
    "import * as ort from 'onnxruntime-node';",
    'vendor',
  ],
  ['the mail vendor elsewhere', 'apps/worker/src/a.ts', "import { Resend } from 'resend';", 'vendor'],
  [
    'the session vendor outside auth',
    'packages/core/src/jobs/a.ts',
    "import { Lucia } from 'lucia';",
    'vendor',
  ],
  [
    'SQL outside a repository',
    'packages/core/src/jobs/jobs.service.ts',
    "import { sql } from 'kysely';",
    'vendor',
  ],
  [
    'the API vendor in core',
    'packages/core/src/jobs/a.ts',
    "import { TRPCError } from '@trpc/server';",
    'vendor',
  ],
  ['the HTTP vendor in the worker', 'apps/worker/src/a.ts', "import fastify from 'fastify';", 'vendor'],
  ['a scope of the HTTP vendor', 'apps/worker/src/a.ts', "import cookie from '@fastify/cookie';", 'vendor'],
  ['more than zod in contracts', 'packages/contracts/src/a.ts', "import { b } from 'date-fns';", 'vendor'],
  [
    'a Node module in a browser',
    'packages/contracts/src/a.ts',
    "import { join } from 'node:path';",
    'browser',
  ],
  [
    'eleven names in a door',
    'packages/ml/src/text/index.ts',
    `export { ${names(11)} } from './a.ts';`,
    'door',
  ],
  ['export star', 'packages/ml/src/text/a.ts', "export * from './b.ts';", 'export-star'],
  ['export star under a name', 'packages/ml/src/text/a.ts', "export * as b from './b.ts';", 'export-star'],
  ['process.env', 'packages/core/src/jobs/a.ts', '\nconst b = process.env.PORT;', 'environment', 2],
  ['process.env by a key', 'packages/core/src/jobs/a.ts', "const b = process['env'].PORT;", 'environment'],
  ['process.env taken apart', 'packages/core/src/jobs/a.ts', 'const { env } = process;', 'environment'],
  [
    'process.env of the global object',
    'packages/core/src/jobs/a.ts',
    'const b = globalThis.process.env;',
    'environment',
  ],
  [
    'env of node:process',
    'packages/core/src/jobs/a.ts',
    "import { env } from 'node:process';",
    'environment',
  ],
  ['import.meta.env', 'apps/web/src/a.ts', 'const b = import.meta.env.MODE;', 'environment'],
  ['a name in camel case', 'packages/core/src/jobs/listJobs.ts', '', 'file-name'],
  ['a folder in camel case', 'packages/core/src/jobBoards/a.ts', '', 'file-name'],
  ['an unknown role', 'packages/core/src/jobs/jobs.controller.ts', '', 'file-name'],
  ['a name that says nothing', 'packages/core/src/jobs/utils.ts', '', 'file-name'],
  ['a style sheet too long', 'packages/ui/src/styles.css', lines(401), 'file-length', 401],
  [
    'a protected trait',
    'packages/ml/src/features/schema.ts',
    "feature('years_short');\nfeature('same_gender');",
    'sensitive-feature',
    2,
  ],
  [
    'a protected trait inside a name',
    'packages/ml/src/features/schema.ts',
    "feature('personAge');",
    'sensitive-feature',
  ],
  [
    'a feature list that cannot be read',
    'packages/ml/src/features/schema.ts',
    'export const FEATURES = [];',
    'sensitive-feature',
  ],
];

describe('a planted breach is found, and nothing else', () => {
  test.each(breaches)('%s', (_title, file, text, rule, line = 1) => {
    expect(checkTree({ [file]: text })).toEqual([`${file}:${line} ${rule}`]);
  });
});

/** What the rules allow on purpose, each beside a breach above. */
const allowed: [string, string, string][] = [
  ['an import of the table', 'packages/core/src/jobs/a.ts', "import { b } from '@access/db';"],
  [
    'a type where only types may pass',
    'packages/core/src/jobs/a.ts',
    "import type { B } from '@access/ml/engine';",
  ],
  [
    'a value where only types may pass, in a test',
    'packages/core/src/jobs/a.db.test.ts',
    "import { b } from '@access/ml/engine';",
  ],
  [
    'an earlier feature through its door',
    'packages/core/src/alerts/a.ts',
    "import { b } from '../jobs/index.ts';",
  ],
  [
    'a later feature through its door, in a test',
    'packages/core/src/jobs/a.db.test.ts',
    "import { b } from '../alerts/index.ts';",
  ],
  ['a Node module in a tool of the web build', 'apps/web/budget.ts', "import { join } from 'node:path';"],
  ['a file of the same feature', 'packages/core/src/alerts/a.ts', "import { b } from './b.ts';"],
  ['the queue vendor at its door', 'packages/queue/src/a.ts', "import { PgBoss } from 'pg-boss';"],
  ['SQL in a repository', 'packages/core/src/jobs/jobs.repository.ts', "import { sql } from 'kysely';"],
  [
    'the transaction as a type in a service',
    'packages/core/src/jobs/jobs.service.ts',
    "import type { Transaction } from 'kysely';",
  ],
  ['the environment in env.ts', 'apps/server/src/env.ts', 'export const port = process.env.PORT;'],
  ['another env', 'packages/core/src/jobs/a.ts', 'const b = settings.env;'],
  ['ten names in a door', 'packages/ml/src/text/index.ts', `export { ${names(10)} } from './a.ts';`],
  [
    'words that merely contain a trait',
    'packages/ml/src/features/schema.ts',
    "feature('language_coverage'); feature('average_wage');",
  ],
  ['all the roles of a file name', 'packages/core/src/jobs/jobs.service.db.test.ts', ''],
  ['installed and generated folders', 'packages/db/src/generated/Some_Thing.ts', 'process.env;'],
  [
    'the vendor named in a string',
    'packages/core/src/jobs/a.ts',
    'const b = "import { PgBoss } from \'pg-boss\'";',
  ],
];

describe('what the rules allow passes', () => {
  test.each(allowed)('%s', (_title, file, text) => {
    expect(checkTree({ [file]: text })).toEqual([]);
  });
});

test('a file that does not parse is an error, not a pass', () => {
  expect(() => checkTree({ 'packages/core/src/jobs/a.ts': 'import {' })).toThrow(
    /packages\/core\/src\/jobs\/a\.ts/,
  );
});
