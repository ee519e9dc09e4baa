import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

import { SessionId } from '@access/contracts/ids';
import type { Db } from '@access/db';

/** What the database keeps of a session secret. The secret has 200 random bits, so one round of SHA-256 is enough. */
export function sessionIdOf(secret: string): SessionId {
  return SessionId.parse(createHash('sha256').update(secret).digest('hex'));
}

/**
 * Seals a refresh token's successor with the token itself: only who still holds the old secret can read the new one, the
 * database alone cannot. AES-256-GCM, key by HKDF-SHA-256; answer is base64url of nonce, tag and text.
 */
export function sealSuccessor(oldSecret: string, successor: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(oldSecret), nonce);
  const text = Buffer.concat([cipher.update(successor, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Opens what {@link sealSuccessor} sealed; throws when secret and seal do not belong together. */
export function openSuccessor(oldSecret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(oldSecret), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

/** A secret all servers share, made by whichever asks first. 256 random bits, base64url. */
export async function loadOrCreateSecret(db: Db, name: string): Promise<string> {
  await db
    .insertInto('appSecrets')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await db
    .selectFrom('appSecrets')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.value;
}

function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'access refresh successor', 32));
}
