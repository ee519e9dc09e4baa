import { describe, expect, it } from 'vitest';

import { createPasswordHasher } from './password-hasher.ts';

describe('the line for hashing', () => {
  it('serves those who wait in order and tells one too many to come back', async () => {
    const hasher = createPasswordHasher({ concurrent: 1, waiting: 2 });
    const served: number[] = [];
    const calls = [0, 1, 2, 3].map((n) => hasher.hash(`password ${n}`).then(() => served.push(n)));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[3]).toMatchObject({ reason: { code: 'busy', retryAfterSeconds: 2 } });
    expect(served).toEqual([0, 1, 2]);
  });

  it('frees the place of a failed check', async () => {
    const hasher = createPasswordHasher({ concurrent: 1, waiting: 1 });
    await expect(hasher.verify('not a hash', 'x')).rejects.toThrow('Decoding failed');
    const hash = await hasher.hash('still works');
    await expect(hasher.verify(hash, 'still works')).resolves.toBe(true);
  });

  it('says no where there is no account', async () => {
    await expect(createPasswordHasher().verify(null, 'anything')).resolves.toBe(false);
  });
});
