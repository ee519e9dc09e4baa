import { describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { SessionId, UserId } from '@access/contracts/ids';

import { appRouter } from '../index.ts';
import type { ApiMeta } from '../meta/index.ts';
import { toAppError } from '../problem/index.ts';
import { proceduresOf } from '../rest/routes.ts';
import type { ApiContext } from './index.ts';

const procedures = Object.entries(proceduresOf(appRouter)).map(([name, procedure]) => {
  const meta: ApiMeta = procedure.meta ?? {};
  return { name, procedure, access: meta.access };
});

const actor = (userType: Actor['userType']): Actor => ({
  userId: UserId.parse('01890a5d-ac96-774b-bcce-b302099a8057'),
  sessionId: SessionId.parse('0'.repeat(64)),
  userType,
});

/** The code a caller meets; refusals come before the input is looked at, and before any service is. */
async function refusal({ procedure, name }: (typeof procedures)[number], who: Actor | null) {
  const ctx: Partial<ApiContext> = { actor: who };
  try {
    await procedure({
      ctx,
      path: name,
      type: procedure._def.type,
      getRawInput: async () => ({}),
      input: undefined,
      signal: undefined,
      batchIndex: 0,
    });
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
