import { UserId } from '@access/contracts/ids';
import type { ListUpdate } from '@access/contracts/recommendations';
import type { Db } from '@access/db';

/** The newest stored list of each of these people. */
export async function latestListsOf(
  db: Db,
  userIds: readonly UserId[],
): Promise<ReadonlyMap<UserId, ListUpdate>> {
  const rows = await db
    .selectFrom('recommendationLists')
    .distinctOn('userId')
    .select(['userId', 'version', 'watermark'])
    .where('userId', 'in', userIds)
    .orderBy('userId')
    .orderBy('version', 'desc')
    .execute();
  return new Map(
    rows.map(({ userId, version, watermark }) => [UserId.parse(userId), { version, watermark }] as const),
  );
}
