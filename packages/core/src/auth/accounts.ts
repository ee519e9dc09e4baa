import type { LoginInput, RegisterInput, User } from '@access/contracts/auth';
import { AppError } from '@access/contracts/errors';
import type { Db, Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import {
  findAccount,
  insertActivity,
  insertEmptyProfile,
  insertUser,
  touchLastActive,
  updatePasswordHash,
} from './auth.repository.ts';
import type { Client } from './client.ts';
import { createLucia } from './lucia.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { networkOf, type RateLimiter } from './rate-limits.ts';
import { createWeakPasswordCheck } from './weak-password.ts';

interface AccountsDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly hasher: PasswordHasher;
  readonly limiter: RateLimiter;
  readonly wait: (ms: number) => Promise<unknown>;
}

const ATTACKED_ACCOUNT_DELAY_MS = 1_000;

/** Making accounts, and proving whose they are by password. */
export function createAccounts({ db, now, hasher, limiter, wait }: AccountsDeps) {
  const weakness = createWeakPasswordCheck();
  const requireStrong = (password: string, email: string) => {
    const message = weakness(password, email);
    if (message === null) return;
    throw new AppError('validation_failed', message, { problems: [{ path: 'password', message }] });
  };

  return {
    /** A job seeker's account. */
    async make({ email, password, displayName }: RegisterInput, client: Client): Promise<User> {
      await limiter.take('registerPerAddress', [networkOf(client.ip)]);
      requireStrong(password, email);
      if ((await findAccount(db, email)) !== undefined) throw emailTaken();
      const passwordHash = await hasher.hash(password);
      const account = { email, passwordHash, displayName };
      return db.transaction().execute((trx) => insertJobSeeker(trx, account, client));
    },

    /** The account whose password this is; takes as long, and says as little, when there is none. */
    async prove({ email, password }: LoginInput, client: Client): Promise<User> {
      const address = networkOf(client.ip);
      await limiter.take('loginPerAddress', [address]);
      await limiter.take('loginPerAddressAndAccount', [address, email]);
      if (await limiter.isOver('loginPerAccountBeforeDelay', [email])) await wait(ATTACKED_ACCOUNT_DELAY_MS);
      const account = await findAccount(db, email);
      const isRight = await hasher.verify(account?.passwordHash ?? null, password);
      if (account === undefined || !isRight) {
        // Written for unknown addresses too: a row more or less would show in the time the answer takes.
        const actor = account?.user.id ?? null;
        await insertActivity(db, { actor, action: 'auth.login_failed', ip: client.ip });
        throw new AppError('invalid_credentials', 'E-mail or password is wrong');
      }
      if (account.user.status !== 'active') throw suspended();
      await limiter.forget('loginPerAddressAndAccount', [address, email]);
      await insertActivity(db, { actor: account.user.id, action: 'auth.logged_in', ip: client.ip });
      await touchLastActive(db, account.user.id, now());
      return account.user;
    },

    /** A new admin, or a new password for one there is. */
    async makeAdmin(email: string, password: string): Promise<User> {
      requireStrong(password, email);
      const passwordHash = await hasher.hash(password);
      return db.transaction().execute((trx) => insertOrResetAdmin(trx, email, passwordHash));
    },
  };
}

async function insertJobSeeker(
  trx: Tx,
  account: { email: string; passwordHash: string; displayName: string },
  client: Client,
): Promise<User> {
  const user = await insertUser(trx, { ...account, userType: 'job_seeker', isVerified: false });
  if (user === undefined) throw emailTaken();
  await insertEmptyProfile(trx, user.id);
  await insertActivity(trx, { actor: user.id, action: 'auth.registered', ip: client.ip });
  await recordEvent(trx, { type: 'person.registered', subject: user.id });
  return user;
}

async function insertOrResetAdmin(trx: Tx, email: string, passwordHash: string): Promise<User> {
  const account = { email, passwordHash, displayName: 'Admin' };
  const made = await insertUser(trx, { ...account, userType: 'admin', isVerified: true });
  const user = made ?? (await findAccount(trx, email))?.user;
  if (user?.userType !== 'admin') throw new AppError('conflict', 'A job seeker has this e-mail address');
  await updatePasswordHash(trx, user.id, passwordHash);
  await createLucia(trx).invalidateUserSessions(user.id);
  await insertActivity(trx, { actor: user.id, action: 'auth.admin_created', ip: null });
  return user;
}

const emailTaken = () => {
  const message = 'This e-mail address is already registered';
  return new AppError('email_taken', message, { problems: [{ path: 'email', message }] });
};
const suspended = () => new AppError('account_suspended', 'This account is suspended');
