import type { User } from '@access/contracts/auth';
import { UserStatus, UserType } from '@access/contracts/enums';
import { UserId, type SessionId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';

const userColumns = [
  'id',
  'email',
  'displayName',
  'userType',
  'status',
  'isVerified',
  'timeZone',
  'locale',
  'createdAt',
] as const;

interface UserRow {
  id: string;
  email: string;
  displayName: string;
  userType: string;
  status: string;
  isVerified: boolean;
  timeZone: string;
  locale: string;
  createdAt: Date;
}

export async function findAccount(
  db: Db | Tx,
  email: string,
): Promise<{ user: User; passwordHash: string } | undefined> {
  const row = await db
    .selectFrom('users')
    .select([...userColumns, 'passwordHash'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row === undefined ? undefined : { user: toUser(row), passwordHash: row.passwordHash };
}

export async function findUser(db: Db | Tx, id: UserId): Promise<User | undefined> {
  const row = await db.selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toUser(row);
}

/** Answers undefined when the address is taken, even by a registration of the same moment. */
export async function insertUser(
  trx: Tx,
  user: { email: string; passwordHash: string; displayName: string; userType: UserType; isVerified: boolean },
): Promise<User | undefined> {
  const row = await trx
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(userColumns)
    .executeTakeFirst();
  return row === undefined ? undefined : toUser(row);
}

export async function insertEmptyProfile(trx: Tx, userId: UserId): Promise<void> {
  await trx.insertInto('jobSeekerProfiles').values({ userId }).execute();
}

export async function updatePasswordHash(trx: Tx, userId: UserId, passwordHash: string): Promise<void> {
  await trx.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute();
}

export async function touchLastActive(db: Db | Tx, userId: UserId, at: Date): Promise<void> {
  await db.updateTable('users').set({ lastActiveAt: at }).where('id', '=', userId).execute();
}

export interface ActivityRow {
  actor: UserId | null;
  action: string;
  ip: string | null;
  metadata?: Readonly<Record<string, string>>;
}

/** One line of the audit log. */
export async function insertActivity(
  db: Db | Tx,
  { actor, action, ip, metadata }: ActivityRow,
): Promise<void> {
  await db
    .insertInto('userActivity')
    .values({ actor, action, ip, metadata: JSON.stringify(metadata ?? {}) })
    .execute();
}

/** The refresh token's row, locked: two refreshes of one token follow each other. */
export function lockTokenSession(trx: Tx, id: SessionId) {
  return trx
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .select([
      'sessions.userId',
      'sessions.familyId',
      'sessions.expiresAt',
      'sessions.rotatedAt',
      'sessions.sealedSuccessor',
      'users.status',
    ])
    .where('sessions.id', '=', id)
    .where('sessions.kind', '=', 'token')
    .forUpdate('sessions')
    .executeTakeFirst();
}

export async function markRotated(
  trx: Tx,
  id: SessionId,
  rotatedAt: Date,
  sealedSuccessor: string,
): Promise<void> {
  await trx.updateTable('sessions').set({ rotatedAt, sealedSuccessor }).where('id', '=', id).execute();
}

/** Whether the session still stands and was not itself exchanged for a newer one. */
export async function isNewestOfFamily(trx: Tx, id: SessionId): Promise<boolean> {
  const row = await trx
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', id)
    .where('rotatedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends every sign-in of the family. A refresh under way is waited for: its successor would otherwise outlive the family. */
export async function deleteFamily(trx: Tx, familyId: string): Promise<void> {
  await trx
    .selectFrom('sessions')
    .select('id')
    .where('familyId', '=', familyId)
    .orderBy('id')
    .forUpdate()
    .execute();
  await trx.deleteFrom('sessions').where('familyId', '=', familyId).execute();
}

/** Ends the sign-in that a session belongs to, if it is this person's; answers whether it was. */
export async function deleteOwnFamily(trx: Tx, userId: UserId, sessionId: SessionId): Promise<boolean> {
  const row = await trx
    .selectFrom('sessions')
    .select('familyId')
    .where('userId', '=', userId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (row !== undefined) await deleteFamily(trx, row.familyId);
  return row !== undefined;
}

/** Ends every sign-in of the person, those included that a refresh under way is about to make. */
export async function deleteSessionsOf(trx: Tx, userId: UserId): Promise<void> {
  await trx
    .selectFrom('sessions')
    .select('id')
    .where('userId', '=', userId)
    .orderBy('id')
    .forUpdate()
    .execute();
  await trx.deleteFrom('sessions').where('userId', '=', userId).execute();
}

/** Devices that are signed in: the newest member of each family. */
export function listLiveSessions(db: Db, userId: UserId, now: Date) {
  return db
    .selectFrom('sessions')
    .select(['id', 'userAgent', 'ip', 'createdAt', 'expiresAt', 'familyId'])
    .where('userId', '=', userId)
    .where('rotatedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
}

export async function familyOf(db: Db, sessionId: SessionId): Promise<string | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select('familyId')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.familyId;
}

/** Those of these sessions that are gone or over, or whose person is suspended. */
export async function endedSessions(db: Db, ids: readonly SessionId[], now: Date): Promise<SessionId[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .select('sessions.id')
    .where('sessions.id', 'in', [...ids])
    .where('sessions.expiresAt', '>', now)
    .where('users.status', '=', 'active')
    .execute();
  const live = new Set<string>(rows.map((row) => row.id));
  return ids.filter((id) => !live.has(id));
}

/** The person behind a bearer token's session; undefined once either is gone, ended or suspended. */
export async function findLiveSessionUser(
  db: Db,
  sessionId: SessionId,
  now: Date,
): Promise<{ userId: UserId; userType: UserType } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .select(['users.id', 'users.userType'])
    .where('sessions.id', '=', sessionId)
    .where('sessions.kind', '=', 'token')
    .where('sessions.expiresAt', '>', now)
    .where('users.status', '=', 'active')
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { userId: UserId.parse(row.id), userType: UserType.parse(row.userType) };
}

function toUser(row: UserRow): User {
  return {
    id: UserId.parse(row.id),
    email: row.email,
    displayName: row.displayName,
    userType: UserType.parse(row.userType),
    status: UserStatus.parse(row.status),
    isVerified: row.isVerified,
    timeZone: row.timeZone,
    locale: row.locale,
    createdAt: row.createdAt.toISOString(),
  };
}
