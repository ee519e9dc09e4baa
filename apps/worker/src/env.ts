import path from 'node:path';

import { z } from 'zod';

import { AppError } from '@access/contracts/errors';

const Port = z.coerce.number().int().min(1).max(65_535);

const Env = z.object({
  /** Where PostgreSQL is. Required: the launcher of the demo sets it when it starts its own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Folder for uploads, trained models and, in the demo, the database. */
  ACCESS_DATA_DIR: z.string().min(1).default('.access'),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** clamd's address; where absent, résumés are parsed without a virus scan. */
  CLAMD_HOST: z.string().min(1).optional(),
  CLAMD_PORT: Port.default(3310),
  /** `1`: run in production without a virus scanner, knowingly. */
  ACCESS_ALLOW_UNSCANNED_UPLOADS: z.enum(['0', '1']).default('0'),
  /** Days after which an open job expires that has no deadline and that no source told any more. */
  JOB_MAX_AGE_DAYS: z.coerce.number().int().min(1).max(3_650).default(120),
  /** Days for which is kept which job was shown to whom at which place: what models learn from. */
  IMPRESSION_MAX_AGE_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
});

export interface WorkerEnv {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly isProduction: boolean;
  readonly logLevel: string;
  readonly clamd: { readonly host: string; readonly port: number } | null;
  readonly jobMaxAgeDays: number;
  readonly impressionMaxAgeDays: number;
}

/** Reads the environment; throws one error that names every variable that is missing or wrong. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): WorkerEnv {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const clamd = env.CLAMD_HOST === undefined ? null : { host: env.CLAMD_HOST, port: env.CLAMD_PORT };
  if (env.NODE_ENV === 'production' && clamd === null && env.ACCESS_ALLOW_UNSCANNED_UPLOADS === '0') {
    throw new Error(
      'In production set CLAMD_HOST, so that uploads are scanned, or ACCESS_ALLOW_UNSCANNED_UPLOADS=1 to go without.',
    );
  }
  return {
    databaseUrl: env.DATABASE_URL,
    dataDir: path.resolve(env.ACCESS_DATA_DIR),
    isProduction: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    clamd,
    jobMaxAgeDays: env.JOB_MAX_AGE_DAYS,
    impressionMaxAgeDays: env.IMPRESSION_MAX_AGE_DAYS,
  };
}

const CliEnv = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'Expected postgresql://user:password@host:port/database' })
    .optional(),
  ACCESS_DATA_DIR: z.string().min(1).default('.access'),
  /** A new admin's password; asked for at the terminal, or made up and printed once, where absent. */
  ACCESS_ADMIN_PASSWORD: z
    .string()
    .min(10, 'Expected 10 characters or more')
    .max(256, 'Expected at most 256 characters')
    .optional(),
  /** Where the command was typed; npm sets it and changes into the project's root itself. */
  INIT_CWD: z.string().optional(),
});

export interface CliEnv {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly adminPassword: string | null;
  /** Paths on the command line are meant from here. */
  readonly typedIn: string;
}

/** What the command line reads: without DATABASE_URL it uses the embedded database of the data folder. */
export function readCliEnv(source: NodeJS.ProcessEnv = process.env): CliEnv {
  const parsed = CliEnv.safeParse(source);
  if (!parsed.success) {
    throw new AppError('validation_failed', 'The environment is not right', {
      problems: parsed.error.issues.map(({ path: [name], message }) => ({ path: String(name), message })),
    });
  }
  return {
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    dataDir: path.resolve(parsed.data.ACCESS_DATA_DIR),
    adminPassword: parsed.data.ACCESS_ADMIN_PASSWORD ?? null,
    typedIn: parsed.data.INIT_CWD ?? process.cwd(),
  };
}
