import { randomUUID } from 'node:crypto';

import type { Actor } from '@access/contracts/actor';
import { JobId, SessionId, UserId } from '@access/contracts/ids';
import type { Db } from '@access/db';

/** A job seeker with an empty profile, as the one who calls. */
export async function aSeeker(db: Db): Promise<Actor> {
  const { id } = await db
    .insertInto('users')
    .values({ email: `${randomUUID()}@example.org`, passwordHash: 'x', displayName: 'Ada' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { userId: UserId.parse(id), userType: 'job_seeker', sessionId: SessionId.parse('0'.repeat(64)) };
}

/** An open job of a company of its own. */
export async function aJob(
  db: Db,
  change: { title?: string; status?: string; applicationDeadline?: Date; placeId?: number } = {},
): Promise<JobId> {
  const key = `c${randomUUID()}`;
  const company = await db
    .insertInto('companies')
    .values({ name: key, matchKey: key, slug: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('jobs')
    .values({
      title: 'Welder',
      companyId: company.id,
      description: '<p>Weld.</p>',
      fingerprint: key,
      status: 'active',
      ...change,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return JobId.parse(id);
}

/** Id of a skill of the test taxonomy. */
export async function skillId(db: Db, slug: string): Promise<string> {
  return (await db.selectFrom('skills').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;
}

/** Types of the events told about a subject, oldest first. */
export async function eventsOf(db: Db, subject: string): Promise<string[]> {
  const rows = await db
    .selectFrom('domainEvents')
    .select('type')
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.type);
}
