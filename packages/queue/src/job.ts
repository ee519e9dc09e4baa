import { z } from 'zod';

/**
 * `standard`: every job runs. `short`: one job waits per key however many are asked for, and one asked for while another
 * runs waits its turn. `singleton`: any number wait, one runs at a time per key.
 */
type JobPolicy = 'standard' | 'short' | 'singleton';

const Settings = z.object({
  // Feature, verb, noun: the name is the address of the work and stays for good.
  name: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, 'must read <feature>.<verb>-<noun>'),
  retry: z.object({
    limit: z.int().min(0).max(20),
    delaySeconds: z.int().min(0).max(3_600),
    backoff: z.boolean(),
  }),
  expireSeconds: z
    .int()
    .min(1)
    .max(6 * 3_600),
  heartbeatSeconds: z.int().min(10).max(600),
  concurrency: z.int().min(1).max(100),
  priority: z.int().min(-1_000).max(1_000),
});
type Settings = z.infer<typeof Settings>;

/** A kind of background work: its name, the shape of its payload, and the bounds under which it runs. */
export type JobDefinition<Name extends string, Payload extends z.ZodType<object>> = Settings & {
  name: Name;
  /** JSON in, JSON out: what it answers is stored and parsed again when the work is done. */
  payload: Payload;
  policy: JobPolicy;
  /** Jobs of one key are one piece of work under `short` and `singleton`. */
  key?(payload: z.output<Payload>): string;
};

/** Any definition, for lists of them. */
export type AnyJob = JobDefinition<string, z.ZodType<object>>;

type JobInput<Name extends string, Payload extends z.ZodType<object>> = Partial<Omit<Settings, 'name'>> &
  Pick<JobDefinition<Name, Payload>, 'name' | 'payload' | 'key'> & { policy?: JobPolicy };

/**
 * Defines a kind of work. Unless told: three retries after 2 s, doubling up to five minutes; ends after five minutes; a dead worker
 * is noticed after 30 s; one at a time per worker. Throws ZodError for a bound out of range or a misspelt name.
 */
export function defineJob<const Name extends string, Payload extends z.ZodType<object>>(
  input: JobInput<Name, Payload>,
): JobDefinition<Name, Payload> {
  const { policy = 'standard', ...given } = input;
  const definition = { ...defaults, ...given, policy };
  Settings.parse(definition);
  return definition;
}

const defaults = {
  retry: { limit: 3, delaySeconds: 2, backoff: true },
  expireSeconds: 300,
  heartbeatSeconds: 30,
  concurrency: 1,
  priority: 0,
} as const;
