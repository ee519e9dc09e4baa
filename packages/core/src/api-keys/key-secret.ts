import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What begins every key, so that scanners for leaked secrets know it. */
const KEY_MARK = 'access';
/** 40 random bits that name a key; two alike are refused by the database. */
const PREFIX_BYTES = 5;
/** The secret itself: too many values to try, so one round of SHA-256 protects it. */
const SECRET_BYTES = 32;

const keyPattern = /^(access_[0-9a-f]{10})_([A-Za-z0-9_-]{43})$/;

/** A new key as it is shown once, and what is kept of it. */
export interface MintedKey {
  readonly key: string;
  readonly prefix: string;
  /** SHA-256 of the whole key, hexadecimal. */
  readonly secretHash: string;
}

export function mintKey(): MintedKey {
  const prefix = `${KEY_MARK}_${randomBytes(PREFIX_BYTES).toString('hex')}`;
  const key = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { key, prefix, secretHash: hashKey(key) };
}

/** The part of a key by which it is looked up; null for what was never a key of ours. */
export function prefixOf(key: string): string | null {
  return keyPattern.exec(key)?.[1] ?? null;
}

export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Whether this is the key behind the hash; takes as long whichever digit differs. */
export function isKeyOf(key: string, secretHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashKey(key), 'hex'), Buffer.from(secretHash, 'hex'));
}
