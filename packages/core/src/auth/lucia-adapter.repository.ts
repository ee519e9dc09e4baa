import type { Adapter, DatabaseSession } from 'lucia';

import type { Db, Tx } from '@access/db';

import { sessionIdOf } from './secrets.ts';

/** What Lucia keeps with a session besides person and expiry. */
export interface SessionAttributes {
  kind: 'browser' | 'token';
  /** Left out for a new sign-in: the database begins a family. */
  familyId?: string;
  userAgent: string | null;
  ip: string | null;
}

export interface UserAttributes {
  userType: string;
  status: string;
}

/**
 * Lucia's storage over our tables. Lucia deals in secrets; the table holds their SHA-256, so that a stolen backup signs
 * nobody in.
 */
export function createLuciaAdapter(db: Db | Tx): Adapter {
  return {
    async getSessionAndUser(secret) {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.userId')
        .select([
          'sessions.userId',
          'sessions.expiresAt',
          'sessions.kind',
          'sessions.familyId',
          'sessions.userAgent',
          'sessions.ip',
          'users.userType',
          'users.status',
        ])
        .where('sessions.id', '=', sessionIdOf(secret))
        .executeTakeFirst();
      if (row === undefined) return [null, null];
      const { userId, userType, status } = row;
      return [toSession(secret, row), { id: userId, attributes: { userType, status } }];
    },
    async getUserSessions(userId) {
      const rows = await db
        .selectFrom('sessions')
        .select(['id', 'userId', 'expiresAt', 'kind', 'familyId', 'userAgent', 'ip'])
        .where('userId', '=', userId)
        .execute();
      return rows.map((row) => toSession(row.id, row));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await db
        .insertInto('sessions')
        .values({ id: sessionIdOf(id), userId, expiresAt, ...attributes })
        .execute();
    },
    async updateSessionExpiration(secret, expiresAt) {
      await db.updateTable('sessions').set({ expiresAt }).where('id', '=', sessionIdOf(secret)).execute();
    },
    async deleteSession(secret) {
      await db.deleteFrom('sessions').where('id', '=', sessionIdOf(secret)).execute();
    },
    async deleteUserSessions(userId) {
      await db.deleteFrom('sessions').where('userId', '=', userId).execute();
    },
    async deleteExpiredSessions() {
      await db.deleteFrom('sessions').where('expiresAt', '<', new Date()).execute();
    },
  };
}

interface SessionRow {
  userId: string;
  expiresAt: Date;
  kind: string;
  familyId: string;
  userAgent: string | null;
  ip: string | null;
}

function toSession(id: string, row: SessionRow): DatabaseSession {
  return {
    id,
    userId: row.userId,
    expiresAt: row.expiresAt,
    attributes: {
      kind: row.kind === 'token' ? 'token' : 'browser',
      familyId: row.familyId,
      userAgent: row.userAgent,
      ip: row.ip,
    },
  };
}
