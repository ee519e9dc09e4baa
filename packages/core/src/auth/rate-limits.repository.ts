import { sql } from 'kysely';

import type { Db } from '@access/db';

/** Counts one hit in the key's fixed window, beginning a new one when the last is over. One statement, so that parallel calls cannot slip through. */
export async function countHit(
  db: Db,
  { key, windowSeconds, now }: { key: string; windowSeconds: number; now: Date },
): Promise<{ hits: number; windowEndsAt: Date }> {
  const endsAt = new Date(now.getTime() + windowSeconds * 1000);
  const { rows } = await sql<{ hits: number; windowEndsAt: Date }>`
    insert into rate_limits as kept (key, hits, window_ends_at) values (${key}, 1, ${endsAt})
    on conflict (key) do update set
      hits = case when kept.window_ends_at <= ${now} then 1 else kept.hits + 1 end,
      window_ends_at = case when kept.window_ends_at <= ${now} then ${endsAt} else kept.window_ends_at end
    returning hits, window_ends_at`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row');
  return row;
}

export async function clearHits(db: Db, key: string): Promise<void> {
  await db.deleteFrom('rateLimits').where('key', '=', key).execute();
}

export async function deleteEndedWindows(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('rateLimits').where('windowEndsAt', '<', now).execute();
}
