import { sessionOf, type Actor } from '@access/contracts/actor';
import type { AuthResult, LoginInput, RegisterInput, SignIn, TokenPair, User } from '@access/contracts/auth';
import { AppError } from '@access/contracts/errors';
import { SessionId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type { Db } from '@access/db';

import { createAccessTokens } from './access-token.ts';
import { createAccounts } from './accounts.ts';
import {
  deleteOwnFamily,
  deleteSessionsOf,
  endedSessions,
  familyOf,
  findUser,
  insertActivity,
  listLiveSessions,
} from './auth.repository.ts';
import { createAuthenticator, type Authenticated, type Credentials } from './authenticate.ts';
import { storableClient, type Client } from './client.ts';
import { createLucia } from './lucia.ts';
import { createPasswordHasher, type PasswordHasher } from './password-hasher.ts';
import { deleteEndedWindows } from './rate-limits.repository.ts';
import { createRateLimiter, networkOf, type AuthLimits } from './rate-limits.ts';
import { rotateRefreshToken } from './refresh.ts';
import { createSessionStarter, type BrowserSignIn } from './start-session.ts';

export interface AuthService {
  /** Makes an account and signs a program in; `email_taken`, `validation_failed` for a weak password, `rate_limited`. */
  register(input: RegisterInput, client: Client): Promise<AuthResult>;
  /** Signs a program in; `invalid_credentials` alike for unknown address and wrong password, `account_suspended`, `rate_limited`, `busy`. */
  login(input: LoginInput, client: Client): Promise<AuthResult>;
  /** Like `register`, for a browser. */
  signUp(input: RegisterInput, client: Client): Promise<BrowserSignIn>;
  /** Like `login`, for a browser. */
  signIn(input: LoginInput, client: Client): Promise<BrowserSignIn>;
  /** Exchanges a refresh token; `invalid_refresh_token`, `account_suspended`. */
  refresh(refreshToken: string, client: Client): Promise<TokenPair>;
  /** Ends this sign-in, or every one of the person. */
  logout(actor: Actor, options: { all: boolean }, client: Client): Promise<void>;
  listSessions(actor: Actor): Promise<Page<SignIn>>;
  /** Ends one of the person's sign-ins; `not_found` for anybody else's. */
  endSession(actor: Actor, id: SessionId, client: Client): Promise<void>;
  /** The person signed in, or null for an account that is gone. */
  current(actor: Actor): Promise<User | null>;
  authenticate(credentials: Credentials): Promise<Authenticated | null>;
  /** For the command line: makes an admin, or gives an existing one this password and ends their sign-ins. `conflict` for a job seeker's address. */
  createAdmin(email: string, password: string): Promise<User>;
  /** Removes what has expired; run daily. */
  deleteExpired(): Promise<void>;
  /** Those of these sign-ins that are over, or whose person is suspended: what they hold open must end. */
  endedSessions(ids: readonly SessionId[]): Promise<SessionId[]>;
}

export interface AuthDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly jwtSecret: string;
  readonly limits: AuthLimits;
  readonly hasher?: PasswordHasher;
  /** Waits that many milliseconds; slows guessing down on an account under attack. */
  readonly wait: (ms: number) => Promise<unknown>;
}

export function createAuthService(deps: AuthDeps): AuthService {
  const { db, now } = deps;
  const hasher = deps.hasher ?? createPasswordHasher();
  const tokens = createAccessTokens(deps.jwtSecret, now);
  const limiter = createRateLimiter({ db, limits: deps.limits, now });
  const authenticator = createAuthenticator({ db, tokens, now });
  const accounts = createAccounts({ db, now, hasher, limiter, wait: deps.wait });
  const starts = createSessionStarter(db, tokens);

  return {
    register: async (input, client) => starts.forProgram(await accounts.make(input, client), client),
    login: async (input, client) => starts.forProgram(await accounts.prove(input, client), client),
    signUp: async (input, client) => starts.forBrowser(await accounts.make(input, client), client),
    signIn: async (input, client) => starts.forBrowser(await accounts.prove(input, client), client),

    async refresh(refreshToken, client) {
      await limiter.take('refreshPerAddress', [networkOf(client.ip)]);
      const rotated = await rotateRefreshToken(deps, refreshToken, storableClient(client));
      return starts.tokenPair(rotated.userId, rotated.refreshToken);
    },

    async logout(actor, { all }, client) {
      await limiter.take('otherPerAddress', [networkOf(client.ip)]);
      await db.transaction().execute(async (trx) => {
        if (all) await deleteSessionsOf(trx, actor.userId);
        else await deleteOwnFamily(trx, actor.userId, sessionOf(actor));
      });
      authenticator.forget(actor.userId);
      await insertActivity(db, { actor: actor.userId, action: 'auth.logged_out', ip: client.ip });
    },

    async listSessions(actor) {
      const [rows, family] = await Promise.all([
        listLiveSessions(db, actor.userId, now()),
        familyOf(db, sessionOf(actor)),
      ]);
      const items = rows.map((row) => ({
        id: SessionId.parse(row.id),
        userAgent: row.userAgent,
        ip: row.ip,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        isCurrent: row.familyId === family,
      }));
      return { items, nextCursor: null, total: { value: items.length, relation: 'eq' } };
    },

    async endSession(actor, id, client) {
      await limiter.take('otherPerAddress', [networkOf(client.ip)]);
      const isOwn = await db.transaction().execute((trx) => deleteOwnFamily(trx, actor.userId, id));
      if (!isOwn) {
        throw new AppError('not_found', 'You have no such sign-in');
      }
      authenticator.forget(actor.userId);
      await insertActivity(db, { actor: actor.userId, action: 'auth.session_ended', ip: client.ip });
    },

    current: async (actor) => (await findUser(db, actor.userId)) ?? null,
    authenticate: (credentials) => authenticator.authenticate(credentials),

    async createAdmin(email, password) {
      const user = await accounts.makeAdmin(email, password);
      authenticator.forget(user.id);
      return user;
    },

    endedSessions: (ids) => endedSessions(db, ids, now()),
    async deleteExpired() {
      await createLucia(db).deleteExpiredSessions();
      await deleteEndedWindows(db, now());
    },
  };
}
