import { expect } from 'vitest';

import { Problem, type ErrorCode } from '@access/contracts/errors';
import type { JobId } from '@access/contracts/ids';
import { Job } from '@access/contracts/jobs';

import type { useTestServer } from './test-server.ts';

type Server = ReturnType<typeof useTestServer>;
type Headers = Readonly<Record<string, string>>;
type Answer = Awaited<ReturnType<Server['inject']>>;

/** REST calls of one person, or of nobody. */
export function callsOf(server: Pick<Server, 'inject'>, headers: Headers = {}) {
  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE') => (path: string, payload?: object) =>
    server.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  return { get: call('GET'), post: call('POST'), put: call('PUT'), remove: call('DELETE') };
}

/** A job seeker who has just registered, and their calls. */
export async function aCaller(server: Server) {
  const person = await server.registered();
  return {
    userId: person.user.id,
    email: person.email,
    headers: person.headers,
    ...callsOf(server, person.headers),
  };
}

/** Status and code of a refusal, which is a problem document. */
export function refusalOf(answer: Answer): [number, ErrorCode] {
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const { status, code } = Problem.parse(answer.json());
  expect(status).toBe(answer.statusCode);
  return [status, code];
}

/** Paths of the refused fields. */
export const refusedFields = (answer: Answer): string[] =>
  Problem.parse(answer.json()).errors?.map(({ path }) => path) ?? [];

/** An open job of a company of its own, made by an admin. */
export async function anOpenJob(server: Server, fields: object = {}): Promise<JobId> {
  const { post } = callsOf(server, (await server.admin()).headers);
  const company = (await post('/companies', { name: `Mill ${crypto.randomUUID()}` })).json<{ id: string }>();
  const job = await post('/jobs', {
    title: 'Weaver',
    companyId: company.id,
    description: 'Weave',
    ...fields,
  });
  expect(job.statusCode).toBe(201);
  return Job.parse(job.json()).id;
}
