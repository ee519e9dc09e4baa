import { initTRPC } from '@trpc/server';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { errorTable } from '@access/contracts/errors';
import { PageInput, pageOf } from '@access/contracts/pages';

import type { ApiContext } from '../init/index.ts';
import type { ApiMeta } from '../meta/index.ts';
import { toAppError } from '../problem/index.ts';
import { compileRestRoutes, parseQuery, type RestRoute } from './index.ts';

const t = initTRPC.context<ApiContext>().meta<ApiMeta>().create();
const Filter = PageInput.extend({
  q: z.string().optional(),
  salaryMin: z.number().min(0).optional(),
  isFeatured: z.boolean().optional(),
  levels: z
    .array(z.enum(['entry', 'mid']))
    .max(3)
    .optional(),
  ids: z.array(z.int()).default([]),
});
const Item = z.object({ id: z.string(), title: z.string() });

const router = t.router({
  list: t.procedure
    .meta({ openapi: { method: 'GET', path: '/things' } })
    .input(Filter)
    .output(pageOf(Item).extend({ input: z.unknown() }))
    .query(({ input }) => ({
      items: [{ id: '1', title: 'One' }],
      nextCursor: null,
      total: { value: 1, relation: 'eq' as const },
      input,
    })),
  update: t.procedure
    .meta({ openapi: { method: 'PUT', path: '/things/{id}', query: ['all'], successStatus: 202 } })
    .input(z.object({ id: z.string(), all: z.boolean().default(false), salaryMin: z.number() }))
    .output(z.unknown())
    .mutation(({ input }) => input),
  remove: t.procedure
    .meta({ openapi: { method: 'DELETE', path: '/things/{id}', successStatus: 204 } })
    .input(z.object({ id: z.int() }))
    .output(z.void())
    .mutation(() => undefined),
  upload: t.procedure
    .meta({ openapi: { method: 'POST', path: '/files' } })
    .input(z.object({ file: z.file(), apply: z.boolean().default(false) }))
    .output(z.object({ name: z.string(), apply: z.boolean() }))
    .mutation(({ input }) => ({ name: input.file.name, apply: input.apply })),
  hidden: t.procedure.output(z.void()).query(() => undefined),
});

const routes = new Map(compileRestRoutes(router).map((route) => [route.procedurePath, route]));
// The procedures above read nothing of their context.
const ctx = { signal: new AbortController().signal } as ApiContext;

async function call(
  procedure: string,
  parts: {
    query?: string;
    params?: Record<string, string>;
    body?: unknown;
    ifNoneMatch?: string;
    file?: File;
  } = {},
) {
  const route: RestRoute | undefined = routes.get(procedure);
  if (route === undefined) throw new Error(`No route ${procedure}`);
  try {
    const answer = await route.answer({
      ctx,
      params: parts.params ?? {},
      query: parseQuery(parts.query ?? ''),
      body: parts.body,
      form: new Map(parts.file === undefined ? [] : [['file', [parts.file]]]),
      ifNoneMatch: parts.ifNoneMatch,
    });
    return { ...answer, json: answer.body === null ? null : JSON.parse(answer.body) };
  } catch (error) {
    const failure = toAppError(error);
    return {
      status: errorTable[failure.code].status,
      etag: null,
      json: { ...failure, message: failure.message },
    };
  }
}

describe('parameters', () => {
  it('are read as the types of the schema', async () => {
    const { json } = await call('list', {
      query: 'q=5&salaryMin=10.5&isFeatured=false&levels=entry&ids=1&ids=2&limit=3',
    });
    expect(json.input).toEqual({
      q: '5',
      salaryMin: 10.5,
      isFeatured: false,
      levels: ['entry'],
      ids: [1, 2],
      limit: 3,
    });
  });

  it.each([
    'salaryMin=1e400',
    'salaryMin=0x10',
    'salaryMin=',
    'salaryMin=+5',
    'salaryMin=NaN',
    'salaryMin=-1',
    'isFeatured=1',
    'isFeatured=TRUE',
    'limit=0',
    'limit=101',
    'limit=1.5',
    'limit=1&limit=2',
    'levels=senior',
    'levels=entry,mid',
    'ids=1,2',
    'sallaryMin=5',
    'q=%00',
    'q=%E0%A4%A',
    'q=%ED%A0%80',
    'fields=tittle',
    'fields=',
    `${'q=1&'.repeat(300)}`,
  ])('that are wrong are refused: %s', async (query) => {
    expect(await call('list', { query })).toMatchObject({ status: 400 });
  });

  it('name the one given twice, and the one not known', async () => {
    const { json } = await call('list', { query: 'limit=1&limit=2&sallaryMin=5' });
    expect(json.problems).toEqual([
      { path: 'limit', message: 'Given more than once' },
      { path: 'sallaryMin', message: expect.stringContaining('salaryMin') },
    ]);
  });

  it('never coerce the shared schema', async () => {
    await call('list', { query: 'limit=5' });
    expect(Filter.safeParse({ limit: '5' }).success).toBe(false);
  });

  it('come from path, chosen query and body together; the path wins', async () => {
    const { status, json } = await call('update', {
      params: { id: 'a' },
      query: 'all=true',
      body: { id: 'b', salaryMin: 5 },
    });
    expect(status).toBe(202);
    expect(json).toEqual({ id: 'a', all: true, salaryMin: 5 });
  });

  it('in a body are not coerced', async () => {
    const { status, json } = await call('update', { params: { id: 'a' }, body: { salaryMin: '5' } });
    expect(status).toBe(400);
    expect(json.problems).toEqual([{ path: 'salaryMin', message: expect.any(String) }]);
  });

  it.each([[[1]], ['text'], [5]])('are refused in a body that is no object: %j', async (body) => {
    expect(await call('update', { params: { id: 'a' }, body })).toMatchObject({ status: 400 });
  });

  it('may be a file with texts beside it', async () => {
    const { json } = await call('upload', { query: 'apply=true', file: new File(['x'], 'cv.pdf') });
    expect(json).toEqual({ name: 'cv.pdf', apply: true });
  });

  it('of any kind never make it our fault', async () => {
    const garbage = fc.oneof(fc.string(), fc.constantFrom('limit', 'q', 'ids', 'fields', 'salaryMin'));
    const pair = fc.tuple(garbage, fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String)));
    await fc.assert(
      fc.asyncProperty(fc.array(pair), fc.boolean(), async (pairs, isEncoded) => {
        const text = (value: string) => (isEncoded ? encodeURIComponent(value.toWellFormed()) : value);
        const query = pairs.map(([name, value]) => `${text(name)}=${text(value)}`).join('&');
        expect((await call('list', { query })).status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });
});

describe('answers', () => {
  it('hold the fields asked for', async () => {
    const { json } = await call('list', { query: 'fields=title' });
    expect(json).toMatchObject({ items: [{ title: 'One' }], total: { value: 1 } });
    expect(json.items[0]).not.toHaveProperty('id');
  });

  it('carry a tag, and are not sent again to whoever has it', async () => {
    const first = await call('list');
    expect(first.etag).toMatch(/^W\/".+"$/);
    expect(await call('list', { ifNoneMatch: `"x", ${first.etag}` })).toMatchObject({
      status: 304,
      json: null,
    });
    expect(await call('list', { ifNoneMatch: first.etag ?? '', query: 'limit=1' })).toMatchObject({
      status: 200,
    });
  });

  it('are empty with 204', async () => {
    expect(await call('remove', { params: { id: '7' } })).toMatchObject({ status: 204, json: null });
    expect(await call('remove', { params: { id: 'x' } })).toMatchObject({ status: 400 });
  });
});

describe('routes', () => {
  it('are made of the procedures that ask for one', () => {
    expect([...routes.keys()]).toEqual(['list', 'update', 'remove', 'upload']);
  });

  it('without the field their path names do not boot', () => {
    const broken = t.router({
      get: t.procedure
        .meta({ openapi: { method: 'GET', path: '/things/{id}' } })
        .input(z.object({ name: z.string() }))
        .output(Item)
        .query(() => ({ id: '1', title: 'One' })),
    });
    expect(() => compileRestRoutes(broken)).toThrow('{id}');
  });
});
