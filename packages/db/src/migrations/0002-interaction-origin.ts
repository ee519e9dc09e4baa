import { sql, type Kysely } from 'kysely';

/**
 * An interaction keeps the list it came from after that list was pruned (a person's last three are kept): only with it
 * can a list be judged by what followed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table interactions drop constraint interactions_list_id_fkey`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`update interactions set list_id = null
    where list_id is not null and not exists (select 1 from recommendation_lists where id = list_id)`.execute(
    db,
  );
  await sql`alter table interactions add constraint interactions_list_id_fkey
    foreign key (list_id) references recommendation_lists (id) on delete set null`.execute(db);
}
