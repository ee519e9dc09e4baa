import path from 'node:path';

import { z } from 'zod';

const DemoEnv = z.object({
  PORT: z.coerce
    .number('Expected a port, 1 to 65535')
    .int('Expected a port, 1 to 65535')
    .min(1)
    .max(65_535)
    .default(3_000),
  /** The address the server will listen on; its own default in development. */
  HOST: z.string().min(1).default('127.0.0.1'),
  ACCESS_DATA_DIR: z.string().min(1).default('.access'),
  ACCESS_SEED: z.enum(['demo', 'none']).default('demo'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LOG_LEVEL: z.string().default('warn'),
  /** Where the command was typed; npm sets it and changes into the project's root itself. */
  INIT_CWD: z.string().optional(),
});

export interface DemoSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly seed: 'demo' | 'none';
  readonly databaseUrl: string | null;
  readonly logLevel: string;
  /** Paths on the command line are meant from here. */
  readonly typedIn: string;
}

/** Reads the environment of the demo; throws one error that names every variable that is wrong. */
export function readDemoEnv(source: NodeJS.ProcessEnv = process.env): DemoSettings {
  const parsed = DemoEnv.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not right:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.ACCESS_DATA_DIR),
    seed: env.ACCESS_SEED,
    databaseUrl: env.DATABASE_URL ?? null,
    logLevel: env.LOG_LEVEL,
    typedIn: env.INIT_CWD ?? process.cwd(),
  };
}
