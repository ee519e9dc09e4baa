import { sql } from 'kysely';

import type { ApiKeyInput, ApiScope } from '@access/contracts/api-keys';
import type { UserType } from '@access/contracts/enums';
import type { ApiKeyId, CompanyId, UserId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';

import type { MintedKey } from './key-secret.ts';

/** A key as it is kept; dates as the database gives them. */
export interface KeyRow {
  readonly id: ApiKeyId;
  readonly ownerId: UserId;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: ApiScope[];
  readonly companyIds: CompanyId[];
  readonly rateLimit: number;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
}

const columns = sql`k.id, k.owner_id, k.name, k.prefix, k.scopes, k.company_ids, k.rate_limit, k.expires_at, k.last_used_at,
  k.revoked_at, k.created_at`;

/** Whose keys: one person's own, and for admins besides all that partners post with, whoever granted them. */
export interface KeyReach {
  readonly ownerId: UserId;
  readonly isAdmin: boolean;
}

const reach = ({ ownerId, isAdmin }: KeyReach) =>
  isAdmin ? sql`(k.owner_id = ${ownerId} or 'jobs:write' = any(k.scopes))` : sql`k.owner_id = ${ownerId}`;

/** Newest first, after `after`: ids grow with time. */
export async function listKeys(
  db: Db,
  query: KeyReach & { limit: number; after: ApiKeyId | null },
): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select ${columns} from api_keys k where ${reach(query)} and ${query.after === null ? sql`true` : sql`k.id < ${query.after}`}
    order by k.id desc limit ${query.limit}`.execute(db);
  return rows;
}

export async function countKeys(db: Db, query: KeyReach): Promise<number> {
  const { rows } = await sql<{ keys: number }>`
    select count(*)::integer as keys from api_keys k where ${reach(query)}`.execute(db);
  return rows[0]?.keys ?? 0;
}

/** Locks the owner's row and counts their keys that live: two requests at once do not slip past the limit. */
export async function lockAndCountLiving(trx: Tx, ownerId: UserId, now: Date): Promise<number> {
  await sql`select 1 from users where id = ${ownerId} for update`.execute(trx);
  const { rows } = await sql<{ keys: number }>`
    select count(*)::integer as keys from api_keys
    where owner_id = ${ownerId} and revoked_at is null and (expires_at is null or expires_at > ${now})`.execute(
    trx,
  );
  return rows[0]?.keys ?? 0;
}

/** Those of the companies that are there. */
export async function knownCompanies(trx: Tx, ids: readonly CompanyId[]): Promise<CompanyId[]> {
  const { rows } = await sql<{
    id: CompanyId;
  }>`select id from companies where id = any(${[...ids]}::uuid[])`.execute(trx);
  return rows.map(({ id }) => id);
}

export async function insertKey(
  trx: Tx,
  key: Omit<ApiKeyInput, 'expiresAt'> & { ownerId: UserId; minted: MintedKey; expiresAt: Date | null },
): Promise<KeyRow> {
  const { minted, ...fields } = key;
  const { rows } = await sql<KeyRow>`
    insert into api_keys as k (owner_id, name, prefix, secret_hash, scopes, company_ids, rate_limit, expires_at)
    values (${fields.ownerId}, ${fields.name}, ${minted.prefix}, ${minted.secretHash}, ${fields.scopes}::text[],
      ${fields.companyIds}::uuid[], ${fields.rateLimit}, ${fields.expiresAt})
    returning ${columns}`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('The key was not stored');
  return row;
}

/** The key, locked; undefined where the caller does not reach it. */
export async function lockKey(trx: Tx, id: ApiKeyId, who: KeyReach): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`
    select ${columns} from api_keys k where k.id = ${id} and ${reach(who)} for update`.execute(trx);
  return rows[0];
}

export async function setRevoked(trx: Tx, id: ApiKeyId, at: Date): Promise<void> {
  await trx.updateTable('apiKeys').set({ revokedAt: at }).where('id', '=', id).execute();
}

/** Gives the key another secret; whatever it did before stays its own. */
export async function setSecret(trx: Tx, id: ApiKeyId, minted: MintedKey): Promise<KeyRow> {
  const { rows } = await sql<KeyRow>`
    update api_keys k set prefix = ${minted.prefix}, secret_hash = ${minted.secretHash} where id = ${id}
    returning ${columns}`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('The key was not stored');
  return row;
}

/** What proving a key needs. */
export interface LivingKey {
  readonly id: ApiKeyId;
  readonly userId: UserId;
  readonly userType: UserType;
  readonly scopes: ApiScope[];
  readonly companyIds: CompanyId[];
  readonly rateLimit: number;
  readonly secretHash: string;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** A key that is neither revoked nor expired, of an account in good standing. */
export async function findLivingKey(db: Db, prefix: string, now: Date): Promise<LivingKey | undefined> {
  const { rows } = await sql<LivingKey>`
    select k.id, k.owner_id as user_id, u.user_type, k.scopes, k.company_ids, k.rate_limit, k.secret_hash, k.expires_at,
      k.last_used_at
    from api_keys k join users u on u.id = k.owner_id
    where k.prefix = ${prefix} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})
      and u.status = 'active'`.execute(db);
  return rows[0];
}

/** Tells that the key was used, at most once a minute: reading must not cost a write each time. */
export async function touchKey(db: Db, id: ApiKeyId, now: Date): Promise<void> {
  await sql`
    update api_keys set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at <= ${now}::timestamptz - interval '1 minute')`.execute(
    db,
  );
}

/** Counts one call in the key's minute, for all servers together; one statement, so that parallel calls cannot slip through. */
export async function countCall(
  db: Db,
  id: ApiKeyId,
  now: Date,
): Promise<{ calls: number; windowEndsAt: Date }> {
  const endsAt = new Date(now.getTime() + 60_000);
  const { rows } = await sql<{ calls: number; windowEndsAt: Date }>`
    insert into rate_limits as kept (key, hits, window_ends_at) values (${`api-key:${id}`}, 1, ${endsAt})
    on conflict (key) do update set
      hits = case when kept.window_ends_at <= ${now} then 1 else kept.hits + 1 end,
      window_ends_at = case when kept.window_ends_at <= ${now} then ${endsAt} else kept.window_ends_at end
    returning hits as calls, window_ends_at`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row');
  return row;
}
