import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';

import { pairHandlers, type Handler, type Handlers } from './handlers.ts';
import { defineJob } from './job.ts';

const greet = defineJob({
  name: 'people.send-greeting',
  payload: z.object({ personId: z.string().brand<'PersonId'>(), times: z.int().default(1) }),
});
const sweep = defineJob({ name: 'files.sweep-old', payload: z.object({}) });
const jobs = [greet, sweep] as const;
const nothing = async () => {};

describe('defining a job', () => {
  it('fills in bounded retries, expiry and heartbeat', () => {
    expect(sweep).toMatchObject({
      policy: 'standard',
      retry: { limit: 3, delaySeconds: 2, backoff: true },
      expireSeconds: 300,
      heartbeatSeconds: 30,
      concurrency: 1,
    });
  });

  it.each([
    ['a name without feature', { name: 'sweep' }],
    ['endless retries', { name: 'files.sweep', retry: { limit: 1_000, delaySeconds: 1, backoff: true } }],
    ['a heartbeat the database would refuse', { name: 'files.sweep', heartbeatSeconds: 1 }],
    ['no end', { name: 'files.sweep', expireSeconds: Number.POSITIVE_INFINITY }],
  ])('refuses %s', (_, settings) => {
    expect(() => defineJob({ payload: z.object({}), ...settings })).toThrow(z.ZodError);
  });

  it('infers the name and the payload', () => {
    expectTypeOf(greet.name).toEqualTypeOf<'people.send-greeting'>();
    type Context = Parameters<Handler<typeof greet>>[0];
    expectTypeOf<Context['payload']['times']>().toEqualTypeOf<number>();
    expectTypeOf<Context['payload']['personId']>().toExtend<string>();
  });
});

describe('pairing jobs with handlers', () => {
  it('gives each job its own handler', () => {
    const one = async () => {};
    const pairs = pairHandlers(jobs, { 'people.send-greeting': nothing, 'files.sweep-old': one });
    expect(pairs.map(({ job, handle }) => [job.name, handle])).toEqual([
      ['people.send-greeting', nothing],
      ['files.sweep-old', one],
    ]);
  });

  it('does not compile, nor start, with a handler missing', () => {
    // @ts-expect-error files.sweep-old has no handler.
    expect(() => pairHandlers(jobs, { 'people.send-greeting': nothing })).toThrow(
      /files.sweep-old has no handler/,
    );
  });

  it('does not compile, nor start, with a handler of no job', () => {
    const all = { 'people.send-greeting': nothing, 'files.sweep-old': nothing };
    // @ts-expect-error files.sweep-new is nobody's name.
    expect(() => pairHandlers(jobs, { ...all, 'files.sweep-new': nothing })).toThrow(/belongs to no job/);
  });

  it('does not compile with a handler of another payload', () => {
    type Wrong = (context: { payload: { colour: string } }) => Promise<void>;
    expectTypeOf<Wrong>().not.toExtend<Handlers<typeof jobs>['people.send-greeting']>();
    expectTypeOf<typeof nothing>().toExtend<Handlers<typeof jobs>['people.send-greeting']>();
  });

  it('refuses a job that is listed twice', () => {
    expect(() => pairHandlers([sweep, sweep], { 'files.sweep-old': nothing })).toThrow(/listed twice/);
  });
});
