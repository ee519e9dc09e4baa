import { sql } from 'kysely';

import type { CompanyId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';

/** The company's name and picture, its row locked; undefined where there is no such company. */
export async function lockLogoOf(
  trx: Tx,
  id: CompanyId,
): Promise<{ name: string; logoKey: string | null } | undefined> {
  return trx
    .selectFrom('companies')
    .select(['name', 'logoKey'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Whoever begins or ceases to use a picture's file does so one after the other. */
export async function lockLogo(trx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`logo:${name}`}, 0))`.execute(trx);
}

export async function setLogo(trx: Tx, id: CompanyId, name: string | null): Promise<void> {
  await trx.updateTable('companies').set({ logoKey: name }).where('id', '=', id).execute();
}

/** Whether some company shows this picture. Plan: `companies_logo`. */
export async function isLogoUsed(db: Db | Tx, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from companies where logo_key = ${name} limit 1`.execute(db);
  return rows.length > 0;
}
