import { describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { ApiScope } from '@access/contracts/api-keys';
import { ApiKeyId, SessionId, UserId } from '@access/contracts/ids';

import { appRouter } from '../index.ts';
import type { ApiMeta } from '../meta/index.ts';
import { toAppError } from '../problem/index.ts';
import { proceduresOf } from '../rest/routes.ts';
import type { ApiContext } from './index.ts';

const procedures = Object.entries(proceduresOf(appRouter)).map(([name, procedure]) => {
  const meta: ApiMeta = procedure.meta ?? {};
  return { name, procedure, access: meta.access, scope: meta.scope };
});

const actor = (userType: Actor['userType']): Actor => ({
  userId: UserId.parse('01890a5d-ac96-774b-bcce-b302099a8057'),
  sessionId: SessionId.parse('0'.repeat(64)),
  userType,
});

const key = (userType: Actor['userType'], scopes: readonly ApiScope[]): Actor => ({
  userId: UserId.parse('01890a5d-ac96-774b-bcce-b302099a8057'),
  userType,
  via: 'key',
  keyId: ApiKeyId.parse('01890a5d-ac96-774b-bcce-b302099a8058'),
  scopes,
  companyIds: [],
});
/** An owner who may do it without a key. */
const ownerOf = (access: ApiMeta['access']) => (access === 'admin' ? 'admin' : 'job_seeker');

function callOf(who: Actor | null, path: string) {
  const ctx: Partial<ApiContext> = { actor: who };
  return {
    ctx,
    path,
    type: 'query' as const,
    getRawInput: async () => ({}),
    input: undefined,
    signal: undefined,
    batchIndex: 0,
  };
}

/** The code a caller meets; refusals come before the input is looked at, and before any service is. */
async function refusal({ procedure, name }: (typeof procedures)[number], who: Actor | null) {
  try {
    await procedure({ ...callOf(who, name), type: procedure._def.type });
    return 'none';
  } catch (error) {
    return toAppError(error).code;
  }
}

describe('every procedure', () => {
  it.each(procedures)('says who may call it: $name', ({ access }) => {
    expect(['anyone', 'signed_in', 'job_seeker', 'admin']).toContain(access);
  });
});

describe('what its metadata says is what happens', () => {
  it.each(procedures.filter(({ access }) => access !== 'anyone'))('to strangers: $name', async (entry) => {
    expect(await refusal(entry, null)).toBe('unauthenticated');
  });

  it.each(procedures.filter(({ access }) => access === 'admin'))('to job seekers: $name', async (entry) => {
    expect(await refusal(entry, actor('job_seeker'))).toBe('forbidden');
  });

  it.each(procedures.filter(({ access }) => access === 'job_seeker'))('to admins: $name', async (entry) => {
    expect(await refusal(entry, actor('admin'))).toBe('forbidden');
  });

  it.each(procedures.filter(({ access }) => access === 'anyone' || access === 'signed_in'))(
    'lets in whom it says: $name',
    async (entry) => {
      expect(['unauthenticated', 'forbidden']).not.toContain(
        await refusal(entry, entry.access === 'anyone' ? null : actor('job_seeker')),
      );
    },
  );
});

describe('API keys', () => {
  it.each(procedures.filter(({ access }) => access === 'anyone'))(
    'call what is open: $name',
    async (entry) => {
      expect(['unauthenticated', 'forbidden']).not.toContain(await refusal(entry, key('job_seeker', [])));
    },
  );

  it('are nobody where anyone may call: who they stand for is told by the scopes they hold', async () => {
    const current = procedures.find(({ name }) => name === 'session.current');
    const ask = (who: Actor) => current?.procedure(callOf(who, 'session.current'));
    expect(await ask(key('job_seeker', ApiScope.options))).toEqual({ user: null });
  });

  const closed = procedures.filter(({ access }) => access !== 'anyone');
  it.each(closed.filter(({ scope }) => scope === undefined))(
    'do not call what names no scope, whatever they hold: $name',
    async (entry) => {
      expect(await refusal(entry, key(ownerOf(entry.access), ApiScope.options))).toBe('forbidden');
    },
  );

  const scoped = closed.flatMap((entry) =>
    entry.scope === undefined ? [] : [{ ...entry, scope: entry.scope }],
  );
  it.each(scoped)('need the scope it names: $name, $scope', async (entry) => {
    const others = ApiScope.options.filter((scope) => scope !== entry.scope);
    expect(await refusal(entry, key(ownerOf(entry.access), others))).toBe('forbidden');
    expect(['unauthenticated', 'forbidden']).not.toContain(
      await refusal(entry, key(ownerOf(entry.access), [entry.scope])),
    );
  });

  it.each(scoped.filter(({ access }) => access !== 'signed_in'))(
    'do no more than their owner: $name',
    async (entry) => {
      const other = entry.access === 'admin' ? 'job_seeker' : 'admin';
      expect(await refusal(entry, key(other, ApiScope.options))).toBe('forbidden');
    },
  );

  it('write jobs by one scope, and read personal data by others', () => {
    const by = Object.groupBy(scoped, ({ scope }) => scope);
    expect(by['jobs:write']?.map(({ name }) => name).toSorted()).toEqual([
      'jobs.create',
      'jobs.remove',
      'jobs.update',
    ]);
    const reading = scoped.filter(({ scope }) => scope.endsWith(':read'));
    expect(reading.filter(({ procedure }) => procedure._def.type !== 'query')).toEqual([]);
  });
});
