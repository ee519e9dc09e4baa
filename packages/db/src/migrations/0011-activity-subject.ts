import { sql, type Kysely } from 'kysely';

/** The audit log is read by what was done to, too: the history of one job. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index user_activity_subject on user_activity (subject, id desc)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index user_activity_subject`.execute(db);
}
