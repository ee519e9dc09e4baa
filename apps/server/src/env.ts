import path from 'node:path';

import { z } from 'zod';

import { defaultAuthLimits, type AuthLimits } from '@access/core/auth';

const Port = z.coerce.number().int().min(0).max(65_535);
const Origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const Origins = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(Origin));
const Switch = z.enum(['0', '1']).transform((value) => value === '1');

const Env = z.object({
  /** Where to listen. */
  PORT: Port.default(3000),
  /** All interfaces in production, this machine alone otherwise. */
  HOST: z.string().min(1).optional(),
  /** Where PostgreSQL is. Required: the launcher of the demo sets it when it starts its own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Folder for uploads and, in the demo, the database. */
  ACCESS_DATA_DIR: z.string().min(1).default('.access'),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Where people see the site, `https://jobs.example.org`; several separated by commas. Left out: whatever host a request names. */
  ACCESS_ORIGIN: Origins.optional(),
  /** Other sites whose pages may call the REST API with tokens; separated by commas. */
  ACCESS_CORS_ORIGINS: Origins.default([]),
  /** Signs access tokens; at least 32 characters. Left out: one is made once and kept in the database. */
  ACCESS_SECRET: z.string().min(32).optional(),
  /** Opens /metrics to others than this machine, as bearer token. */
  ACCESS_METRICS_TOKEN: z.string().min(16).optional(),
  /** `1` behind a proxy that sets X-Forwarded-For and -Proto. */
  TRUST_PROXY: Switch.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Calls a minute that one address may make of one server process; 600 in production, 6,000 elsewhere. */
  ACCESS_RATE_LIMIT: z.coerce.number().int().min(1).optional(),
  /** Multiplies the limits of the sign-in routes; 1 in production, 100 elsewhere. */
  ACCESS_AUTH_LIMIT_FACTOR: z.coerce.number().int().min(1).max(100_000).optional(),
  /** clamd's address; where absent, uploaded logos are not scanned. */
  CLAMD_HOST: z.string().min(1).optional(),
  CLAMD_PORT: Port.default(3310),
  /** `1`: run in production without a virus scanner, knowingly. */
  ACCESS_ALLOW_UNSCANNED_UPLOADS: z.enum(['0', '1']).default('0'),
  /** The built web app. */
  ACCESS_WEB_DIR: z
    .string()
    .min(1)
    .default(path.resolve(import.meta.dirname, '../../web/dist')),
});

export interface ServerEnv {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly isProduction: boolean;
  readonly origins: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly secret: string | null;
  readonly metricsToken: string | null;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  readonly callsPerMinute: number;
  readonly authLimits: AuthLimits;
  readonly clamd: { readonly host: string; readonly port: number } | null;
  readonly webDir: string;
}

/** Reads the environment; throws one error that names every variable that is missing or wrong. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): ServerEnv {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const isProduction = env.NODE_ENV === 'production';
  const clamd = env.CLAMD_HOST === undefined ? null : { host: env.CLAMD_HOST, port: env.CLAMD_PORT };
  if (isProduction && clamd === null && env.ACCESS_ALLOW_UNSCANNED_UPLOADS === '0') {
    throw new Error(
      'In production set CLAMD_HOST, so that uploads are scanned, or ACCESS_ALLOW_UNSCANNED_UPLOADS=1 to go without.',
    );
  }
  return {
    port: env.PORT,
    host: env.HOST ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl: env.DATABASE_URL,
    dataDir: path.resolve(env.ACCESS_DATA_DIR),
    isProduction,
    origins: env.ACCESS_ORIGIN ?? [],
    corsOrigins: env.ACCESS_CORS_ORIGINS,
    secret: env.ACCESS_SECRET ?? null,
    metricsToken: env.ACCESS_METRICS_TOKEN ?? null,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    callsPerMinute: env.ACCESS_RATE_LIMIT ?? (isProduction ? 600 : 6_000),
    authLimits: scaleLimits(env.ACCESS_AUTH_LIMIT_FACTOR ?? (isProduction ? 1 : 100)),
    clamd,
    webDir: env.ACCESS_WEB_DIR,
  };
}

/** Demos and browser tests sign many people in from one machine. */
function scaleLimits(factor: number): AuthLimits {
  const { loginPerAddressAndAccount, ...others } = defaultAuthLimits;
  const scale = (limit: AuthLimits['registerPerAddress']) => ({ ...limit, hits: limit.hits * factor });
  return {
    registerPerAddress: scale(others.registerPerAddress),
    loginPerAddress: scale(others.loginPerAddress),
    refreshPerAddress: scale(others.refreshPerAddress),
    otherPerAddress: scale(others.otherPerAddress),
    loginPerAccountBeforeDelay: scale(others.loginPerAccountBeforeDelay),
    // Guessing at one account is stopped everywhere alike.
    loginPerAddressAndAccount,
  };
}
