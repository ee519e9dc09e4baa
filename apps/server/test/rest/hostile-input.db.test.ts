import { describe, expect, it } from 'vitest';

import { JsonSchema, OpenApiDocument, type Operation, type Parameter } from '@access/api/openapi';
import openapi from '@access/api/openapi.json' with { type: 'json' };
import { Problem } from '@access/contracts/errors';

import { ORIGIN, useTestServer } from '../support/test-server.ts';

// Runs over every address of openapi.json: a feature added later is covered without a line here.
const document = OpenApiDocument.parse(openapi);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE',
    path,
    operation,
  })),
);
type Entry = (typeof operations)[number];

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '100000' });
let callers: Promise<{ seeker: Record<string, string>; admin: Record<string, string> }> | undefined;

/** Whoever the operation lets in, so that the input is what gets refused. */
async function headersFor({ operation }: Entry): Promise<Record<string, string>> {
  callers ??= Promise.all([server.registered(), server.admin()]).then(([seeker, admin]) => ({
    seeker: seeker.headers,
    admin: admin.headers,
  }));
  const { seeker, admin } = await callers;
  return operation.description?.includes('For admins.') === true ? admin : seeker;
}

const goodValue = (parameter: Parameter) => encodeURIComponent(String(parameter.example ?? ''));
function address({ path, operation }: Entry, change: { path?: string; query?: string } = {}): string {
  const names = operation.parameters.filter((parameter) => parameter.in === 'path');
  const filled = names.reduce(
    (url, parameter) => url.replace(`{${parameter.name}}`, change.path ?? goodValue(parameter)),
    path,
  );
  const required = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required === true)
    .map((parameter) => `${parameter.name}=${goodValue(parameter)}`);
  const query = [...required, ...(change.query === undefined ? [] : [change.query])].join('&');
  return `/api/v1${filled}${query === '' ? '' : `?${query}`}`;
}

async function expectRefused(
  entry: Entry,
  request: { url: string; payload?: string | Buffer; type?: string },
) {
  const response = await server.inject({
    method: entry.method,
    url: request.url,
    headers: {
      ...(await headersFor(entry)),
      ...(request.type === undefined ? {} : { 'content-type': request.type }),
    },
    ...(request.payload === undefined ? {} : { payload: request.payload }),
  });
  expect({
    request: `${entry.method} ${request.url.slice(0, 200)}`,
    isRefused: response.statusCode >= 400 && response.statusCode < 500,
    type: response.headers['content-type'],
    problem: Problem.safeParse(response.json()).data?.status,
    body: response.body,
  }).toMatchObject({
    isRefused: true,
    type: expect.stringContaining('application/problem+json'),
    problem: response.statusCode,
  });
}

const isNumeric = ({ schema }: Parameter) => schema['type'] === 'integer' || schema['type'] === 'number';
const queryOf = (operation: Operation) =>
  operation.parameters.filter((parameter) => parameter.in === 'query');
const takesJson = ({ operation }: Entry) => operation.requestBody?.content['application/json'] !== undefined;

describe('numbers in the query', () => {
  const cases = operations.flatMap((entry) =>
    queryOf(entry.operation)
      .filter(isNumeric)
      .map((parameter) => ({ ...entry, parameter })),
  );
  it.each(cases)('are finite and in bounds: $name $parameter.name', async ({ parameter, ...entry }) => {
    for (const value of ['1e400', '-1', '0x10', 'NaN', 'Infinity', '', '%00', '99999999999999999999']) {
      await expectRefused(entry, { url: address(entry, { query: `${parameter.name}=${value}` }) });
    }
  });
});

describe('texts in the query', () => {
  const cases = operations.flatMap((entry) =>
    queryOf(entry.operation)
      .filter(({ schema }) => schema['type'] === 'string')
      .map((parameter) => ({ ...entry, parameter })),
  );
  it.each(cases)(
    'hold nothing that cannot be stored: $name $parameter.name',
    async ({ parameter, ...entry }) => {
      for (const value of [
        'a%00b',
        '%ED%A0%80',
        '%E0%A4%A',
        '%',
        `a&${parameter.name}=b`,
        'x'.repeat(6_000),
      ]) {
        await expectRefused(entry, { url: address(entry, { query: `${parameter.name}=${value}` }) });
      }
    },
  );
});

describe('any address', () => {
  it.each(operations)('refuses parameters it does not know: $name', async (entry) => {
    await expectRefused(entry, { url: address(entry, { query: 'no-such-parameter=1' }) });
    await expectRefused(entry, { url: address(entry, { query: '__proto__=1' }) });
    await expectRefused(entry, { url: address(entry, { query: `x=${'y'.repeat(9_000)}` }) });
  });

  it.each(operations.filter(({ path }) => path.includes('{')))('refuses broken ids: $name', async (entry) => {
    for (const id of [
      'a'.repeat(101),
      'a'.repeat(1_500),
      '%00',
      '%ED%A0%80',
      '%E0%A4%A',
      '1e400',
      '-1',
      '..%2f..',
      '%F0%9F%A6%84',
    ]) {
      await expectRefused(entry, { url: address(entry, { path: id }) });
    }
  });

  it.each(operations)('answers other methods with 405 and what it takes: $name', async (entry) => {
    const taken = Object.keys(document.paths[entry.path] ?? {}).map((method) => method.toUpperCase());
    const other = (['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const).find(
      (method) => !taken.includes(method),
    );
    if (other === undefined) throw new Error('An address that takes everything');
    const response = await server.inject({ method: other, url: address(entry) });
    expect([response.statusCode, Problem.parse(response.json()).code]).toEqual([405, 'method_not_allowed']);
    for (const method of taken) expect(response.headers.allow).toContain(method);
  });
});

describe('JSON bodies', () => {
  const json = 'application/json';
  const bodies: { what: string; payload: string | Buffer; type?: string }[] = [
    { what: 'broken', payload: '{"a":', type: json },
    { what: 'no object', payload: '[1]', type: json },
    { what: 'a text', payload: '"a"', type: json },
    { what: 'a poisoned prototype', payload: '{"__proto__":{"isAdmin":true}}', type: json },
    { what: 'a poisoned constructor', payload: '{"constructor":{"prototype":{"isAdmin":true}}}', type: json },
    { what: 'NUL', payload: '{"title":"a\\u0000b"}', type: json },
    { what: 'a lone surrogate', payload: '{"title":"\\ud800"}', type: json },
    { what: 'no UTF-8', payload: Buffer.from([0x22, 0xff, 0xfe, 0x22]), type: json },
    { what: 'another charset', payload: '{}', type: 'application/json; charset=latin1' },
    { what: 'a form', payload: 'a=b', type: 'application/x-www-form-urlencoded' },
    { what: 'text', payload: '{}', type: 'text/plain' },
    { what: 'XML', payload: '<a/>', type: 'application/xml' },
    { what: 'no type', payload: Buffer.from('{}') },
    { what: 'ten megabytes', payload: `{"title":"${'a'.repeat(10_000_000)}"}`, type: json },
  ];
  it.each(operations.filter(takesJson))('are refused unless well-formed: $name', async (entry) => {
    for (const { what: _, ...body } of bodies) await expectRefused(entry, { url: address(entry), ...body });
  });
});

describe('a body nested deeper than a stack', () => {
  it.each(operations.filter(takesJson))('is not our fault: $name', async (entry) => {
    const names = Object.keys(
      JsonSchema.parse(entry.operation.requestBody?.content['application/json']?.schema?.['properties']),
    );
    const nest = `${'['.repeat(50_000)}"\\u0041"${']'.repeat(50_000)}`;
    for (const name of ['title', ...names.slice(0, 3)]) {
      const response = await server.inject({
        method: entry.method,
        url: address(entry),
        headers: { ...(await headersFor(entry)), 'content-type': 'application/json' },
        payload: `{"${name}":${nest}}`,
      });
      expect(`${name} ${response.statusCode}`).toMatch(/ [24]\d\d$/);
    }
  });
});

describe('files', () => {
  const boundary = 'b';
  const part = (name: string, size: number) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="cv.txt"\r\ncontent-type: text/plain\r\n\r\n${'x'.repeat(size)}\r\n`;
  const form = (...parts: string[]) => ({
    payload: `${parts.join('')}--${boundary}--\r\n`,
    type: `multipart/form-data; boundary=${boundary}`,
  });
  const uploads = operations.filter(
    ({ operation }) => operation.requestBody?.content['multipart/form-data'] !== undefined,
  );

  it.each(uploads)('are one of at most ten megabytes in a form: $name', async (entry) => {
    const url = address(entry);
    await expectRefused(entry, { url, ...form(part('file', 10 * 1024 * 1024 + 1)) });
    await expectRefused(entry, { url, ...form(part('file', 1), part('file', 1)) });
    await expectRefused(entry, { url, ...form(part('other', 1)) });
    await expectRefused(entry, { url, ...form() });
    await expectRefused(entry, { url, payload: 'x', type: 'multipart/form-data' });
    await expectRefused(entry, {
      url,
      payload: `--${boundary}\r\nbroken`,
      type: `multipart/form-data; boundary=${boundary}`,
    });
    await expectRefused(entry, { url, payload: '{}', type: 'application/json' });
  });
});

describe('tRPC', () => {
  const status = async (request: {
    method: 'GET' | 'POST';
    url: string;
    payload?: string;
    type?: string;
  }) => {
    const response = await server.inject({
      method: request.method,
      url: request.url,
      headers: { origin: ORIGIN, ...(request.type === undefined ? {} : { 'content-type': request.type }) },
      ...(request.payload === undefined ? {} : { payload: request.payload }),
    });
    return response.statusCode;
  };
  const batch = (size: number) => Array.from({ length: size }, () => 'session.current').join(',');
  const json = 'application/json';

  it.each([
    ['a batch of 21', { method: 'GET', url: `/trpc/${batch(21)}?batch=1&input={}` }],
    ['a batch of 5,000', { method: 'GET', url: `/trpc/${batch(5_000)}?batch=1&input={}` }],
    ['5,000 mutations', { method: 'POST', url: `/trpc/${batch(5_000)}?batch=1`, payload: '{}', type: json }],
    ['broken input', { method: 'GET', url: '/trpc/skills.search?input={' }],
    [
      'NUL in the input',
      { method: 'GET', url: `/trpc/skills.search?input=${encodeURIComponent('{"q":"a\\u0000"}')}` },
    ],
    [
      'a lone surrogate',
      { method: 'GET', url: `/trpc/skills.search?input=${encodeURIComponent('{"q":"\\ud800"}')}` },
    ],
    ['an unknown procedure', { method: 'GET', url: '/trpc/no.such' }],
    ['a name of the prototype', { method: 'GET', url: '/trpc/__proto__' }],
    ['a query as a mutation', { method: 'POST', url: '/trpc/session.current', payload: '{}', type: json }],
    ['broken JSON', { method: 'POST', url: '/trpc/session.signIn', payload: '{', type: json }],
    ['text', { method: 'POST', url: '/trpc/session.signIn', payload: '{}', type: 'text/plain' }],
    [
      'ten megabytes',
      {
        method: 'POST',
        url: '/trpc/session.signIn',
        payload: `{"email":"${'a'.repeat(10_000_000)}"}`,
        type: json,
      },
    ],
  ] as const)('refuses %s', async (_what, request) => {
    const code = await status(request);
    expect(code).toBeGreaterThanOrEqual(400);
    expect(code).toBeLessThan(500);
  });

  it('takes a batch of 20', async () => {
    const input = encodeURIComponent(JSON.stringify({}));
    expect(await status({ method: 'GET', url: `/trpc/${batch(20)}?batch=1&input=${input}` })).toBe(200);
  });
});
