import { sql } from 'kysely';

import type { Company, CompanyInput } from '@access/contracts/companies';
import type { CompanyId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';

/** A company as a feed names it. */
export interface NamedCompany {
  readonly name: string;
  readonly matchKey: string;
  readonly slug: string;
  readonly website: string | null;
  readonly industry: string | null;
}

type CompanyRow = Omit<Company, 'logoUrl'> & { readonly logoKey: string | null };

const columns = sql`
  c.id, c.name, c.slug, c.logo_key, c.description, c.website, c.industry, c.size, c.location,
  (select count(*) from jobs j where j.company_id = c.id and j.status = 'active'
    and (j.application_deadline is null or j.application_deadline > now()))::integer as active_jobs`;

/** Where a company's logo is served from; null while it has none. */
export const logoUrlOf = (logoKey: string | null): string | null =>
  logoKey === null ? null : `/logos/${logoKey}`;

const toCompany = ({ logoKey, ...row }: CompanyRow): Company => ({ ...row, logoUrl: logoUrlOf(logoKey) });

export async function findCompany(db: Db | Tx, id: CompanyId): Promise<Company | undefined> {
  const { rows } = await sql<CompanyRow>`select ${columns} from companies c where c.id = ${id}`.execute(db);
  return rows[0] === undefined ? undefined : toCompany(rows[0]);
}

export async function findCompanyBySlug(db: Db, slug: string): Promise<Company | undefined> {
  const { rows } = await sql<CompanyRow>`select ${columns} from companies c where c.slug = ${slug}`.execute(
    db,
  );
  return rows[0] === undefined ? undefined : toCompany(rows[0]);
}

export interface CompanyQuery {
  /** Part of the name, folded by the database; empty for all. */
  readonly q: string;
  readonly limit: number;
  readonly after: { readonly name: string; readonly id: string } | null;
}

/** Companies by folded name. Plan: `companies_by_name` in order; with a `q` of three letters or more the trigram index. */
export async function listCompanies(
  db: Db | Tx,
  { q, limit, after }: CompanyQuery,
): Promise<Array<Company & { sortName: string }>> {
  const { rows } = await sql<CompanyRow & { sortName: string }>`
    select ${columns}, fold(c.name) as sort_name from companies c
    where ${nameHolds(q)}
      and ${after === null ? sql`true` : sql`(fold(c.name), c.id) > (${after.name}, ${after.id}::uuid)`}
    order by fold(c.name), c.id limit ${limit}`.execute(db);
  return rows.map(({ sortName, ...row }) => ({ ...toCompany(row), sortName }));
}

/** How many companies match, up to one more than `atMost`. */
export async function countCompanies(db: Db | Tx, q: string, atMost: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select 1 from companies c where ${nameHolds(q)} limit ${atMost + 1}) found`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

const nameHolds = (q: string) =>
  q === ''
    ? sql`true`
    : sql`fold(c.name) like '%' || replace(replace(replace(fold(${q}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`;

/** Takes the company known by each key, and makes those that are new; the id of each, by key. Rows sorted, so that two imports never deadlock. */
export async function ensureCompanies(
  trx: Tx,
  companies: readonly NamedCompany[],
): Promise<Map<string, CompanyId>> {
  const byKey = new Map(companies.map((company) => [company.matchKey, company]));
  const known = await idsByKey(trx, [...byKey.keys()]);
  const missing = [...byKey.values()]
    .filter((company) => !known.has(company.matchKey))
    .toSorted((a, b) => (a.matchKey < b.matchKey ? -1 : 1));
  if (missing.length === 0) return known;
  await trx
    .insertInto('companies')
    .values(missing)
    .onConflict((conflict) => conflict.column('matchKey').doNothing())
    .execute();
  // Asked again rather than returned: a company that another transaction made meanwhile returns no row.
  return idsByKey(trx, [...byKey.keys()]);
}

async function idsByKey(trx: Tx, keys: readonly string[]): Promise<Map<string, CompanyId>> {
  const { rows } = await sql<{ id: CompanyId; matchKey: string }>`
    select id, match_key from companies where match_key = any(${[...keys]})`.execute(trx);
  return new Map(rows.map((row) => [row.matchKey, row.id]));
}

/** The id of the new company, or undefined where the key is taken. */
export async function insertCompany(
  trx: Tx,
  company: CompanyInput & { matchKey: string; slug: string },
): Promise<CompanyId | undefined> {
  const { rows } = await sql<{ id: CompanyId }>`
    insert into companies (name, match_key, slug, description, website, industry, size, location)
    values (${company.name}, ${company.matchKey}, ${company.slug}, ${company.description}, ${company.website},
      ${company.industry}, ${company.size}, ${company.location})
    on conflict (match_key) do nothing returning id`.execute(trx);
  return rows[0]?.id;
}

export type CompanyColumns = { [Key in keyof CompanyInput]?: CompanyInput[Key] | undefined } & {
  matchKey?: string;
  slug?: string;
};

/** Whether the company was there to change. */
export async function updateCompany(trx: Tx, id: CompanyId, columns: CompanyColumns): Promise<boolean> {
  const set = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(set).length === 0) return (await findCompany(trx, id)) !== undefined;
  const result = await trx.updateTable('companies').set(set).where('id', '=', id).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The company that goes by this key, other than `except`. */
export async function findByKey(
  trx: Tx,
  matchKey: string,
  except: CompanyId,
): Promise<CompanyId | undefined> {
  const { rows } = await sql<{ id: CompanyId }>`
    select id from companies where match_key = ${matchKey} and id <> ${except}`.execute(trx);
  return rows[0]?.id;
}

/** Locks the company's row and counts its jobs of any status; undefined where there is no such company. */
export async function lockAndCountJobs(trx: Tx, id: CompanyId): Promise<number | undefined> {
  const { rows } = await sql<{ jobs: number }>`
    select (select count(*) from jobs where company_id = c.id)::integer as jobs
    from companies c where c.id = ${id} for update`.execute(trx);
  return rows[0]?.jobs;
}

/** Removes the row and answers with the picture it showed. */
export async function deleteCompany(trx: Tx, id: CompanyId): Promise<string | null> {
  const row = await trx.deleteFrom('companies').where('id', '=', id).returning('logoKey').executeTakeFirst();
  return row?.logoKey ?? null;
}
