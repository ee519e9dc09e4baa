import { describe, expect, it } from 'vitest';

import { hashKey, isKeyOf, mintKey, prefixOf } from './key-secret.ts';

describe('a new key', () => {
  it('is known by its beginning and proved by its hash alone', () => {
    const { key, prefix, secretHash } = mintKey();
    expect(key).toMatch(/^access_[0-9a-f]{10}_[\w-]{43}$/);
    expect(prefixOf(key)).toBe(prefix);
    expect(secretHash).toBe(hashKey(key));
    expect(isKeyOf(key, secretHash)).toBe(true);
    expect(isKeyOf(mintKey().key, secretHash)).toBe(false);
  });

  it('is never made twice', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => mintKey().key)).size).toBe(1_000);
  });
});

it.each([
  '',
  'access_',
  'access_0123456789',
  `access_0123456789_${'x'.repeat(42)}`,
  'x'.repeat(5_000),
  'accéss',
])('looks for nothing by what was never a key: %s', (text) => {
  expect(prefixOf(text)).toBeNull();
});
