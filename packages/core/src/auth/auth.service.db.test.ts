import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { createAuthService, defaultAuthLimits, type AuthService } from './index.ts';

const database = useTestDatabase();
const client = { ip: '203.0.113.7', userAgent: 'test' };
const password = 'a long enough one';

/** A service with a clock that the test moves, and people with fresh addresses. */
function setUp(options: { limits?: Partial<typeof defaultAuthLimits> } = {}) {
  const clock = { ms: Date.now() };
  const wait = vi.fn(async () => undefined);
  const service: AuthService = createAuthService({
    db: database.db,
    now: () => new Date(clock.ms),
    jwtSecret: 'a secret of the test',
    limits: { ...defaultAuthLimits, ...options.limits },
    wait,
  });
  const email = `${crypto.randomUUID()}@example.org`;
  const address = `2001:db8:${crypto.randomUUID().slice(0, 4)}:${crypto.randomUUID().slice(0, 4)}::1`;
  const here = { ...client, ip: address };
  const register = () => service.register({ email, password, displayName: 'Ada' }, here);
  return { service, clock, wait, email, here, register };
}

const code = (value: string) => expect.objectContaining({ code: value });

describe('registering', () => {
  it('makes an account whose address counts once, in whatever case', async () => {
    const { service, email, register, here } = setUp();
    const { user } = await register();
    expect(user).toMatchObject({ email, userType: 'job_seeker', isVerified: false, displayName: 'Ada' });
    const again = { email: email.toUpperCase(), password, displayName: 'Bea' };
    await expect(service.register(again, here)).rejects.toEqual(code('email_taken'));
  });

  it('lets one of two registrations of the same moment win', async () => {
    const { register } = setUp();
    const outcomes = await Promise.allSettled([register(), register()]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map((outcome) => outcome.reason)).toEqual([code('email_taken')]);
  });

  it('refuses a password from the list of common ones, at its field', async () => {
    const { service, email, here } = setUp();
    await expect(
      service.register({ email, password: 'Qwertyuiop', displayName: 'Ada' }, here),
    ).rejects.toMatchObject({ code: 'validation_failed', problems: [{ path: 'password' }] });
  });

  it('keeps neither password nor session secret in the database', async () => {
    const { register, email } = setUp();
    const { refreshToken, user } = await register();
    const row = await database.db
      .selectFrom('users')
      .innerJoin('sessions', 'sessions.userId', 'users.id')
      .select(['passwordHash', 'sessions.id'])
      .where('users.id', '=', user.id)
      .executeTakeFirstOrThrow();
    expect(row.passwordHash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$')).toBe(true);
    expect(JSON.stringify(row)).not.toContain(refreshToken);
    const activity = await database.db
      .selectFrom('userActivity')
      .select('action')
      .where('actor', '=', user.id)
      .execute();
    expect(activity).toEqual([{ action: 'auth.registered' }]);
    expect(email).toContain('@');
  });
});

describe('signing in', () => {
  it('answers a wrong password and an unknown address alike, and audits both', async () => {
    const { service, email, register, here } = setUp();
    await register();
    const failures = await Promise.allSettled([
      service.login({ email, password: 'not the right one' }, here),
      service.login({ email: `x${email}`, password: 'not the right one' }, here),
    ]);
    const [wrong, unknown] = failures.map((failure) =>
      failure.status === 'rejected' ? failure.reason : null,
    );
    expect(wrong).toEqual(code('invalid_credentials'));
    expect(unknown).toEqual(wrong);
    const rows = await database.db
      .selectFrom('userActivity')
      .select('action')
      .where('ip', '=', here.ip)
      .where('action', '=', 'auth.login_failed')
      .execute();
    expect(rows).toHaveLength(2);
  });

  it('stops one address guessing at one account, and leaves the owner elsewhere alone', async () => {
    const { service, email, register, here } = setUp({
      limits: { loginPerAddressAndAccount: { hits: 2, windowSeconds: 60 } },
    });
    await register();
    const guess = () => service.login({ email, password: 'not the right one' }, here);
    await expect(guess()).rejects.toEqual(code('invalid_credentials'));
    await expect(guess()).rejects.toEqual(code('invalid_credentials'));
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 60 });
    const atHome = await service.login({ email, password }, { ...here, ip: '198.51.100.9' });
    expect(atHome.user.email).toBe(email);
  });

  it('counts parallel guesses one by one', async () => {
    const { service, email, register, here } = setUp({
      limits: { loginPerAddressAndAccount: { hits: 3, windowSeconds: 60 } },
    });
    await register();
    const guesses = Array.from({ length: 8 }, () => service.login({ email, password: 'wrong again' }, here));
    const outcomes = await Promise.allSettled(guesses);
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'in'));
    expect(codes.filter((value) => value === 'invalid_credentials')).toHaveLength(3);
    expect(codes.filter((value) => value === 'rate_limited')).toHaveLength(5);
  });

  it('slows an account under attack from many addresses down without locking it', async () => {
    const { service, email, register, here, wait } = setUp({
      limits: { loginPerAccountBeforeDelay: { hits: 2, windowSeconds: 60 } },
    });
    await register();
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      await expect(service.login({ email, password: 'a wrong guess' }, { ...here, ip })).rejects.toEqual(
        code('invalid_credentials'),
      );
    }
    expect(wait).toHaveBeenCalledExactlyOnceWith(1_000);
    await expect(service.login({ email, password }, here)).resolves.toHaveProperty('accessToken');
  });

  it('forgets failures once the window is over', async () => {
    const { service, email, register, here, clock } = setUp({
      limits: { loginPerAddressAndAccount: { hits: 1, windowSeconds: 60 } },
    });
    await register();
    await expect(service.login({ email, password: 'a wrong guess' }, here)).rejects.toEqual(
      code('invalid_credentials'),
    );
    await expect(service.login({ email, password }, here)).rejects.toEqual(code('rate_limited'));
    clock.ms += 61_000;
    await expect(service.login({ email, password }, here)).resolves.toHaveProperty('accessToken');
  });

  it('tells a suspended person so only after the right password', async () => {
    const { service, email, register, here } = setUp();
    const { user } = await register();
    await suspend(user.id);
    await expect(service.login({ email, password }, here)).rejects.toEqual(code('account_suspended'));
    await expect(service.login({ email, password: 'a wrong guess' }, here)).rejects.toEqual(
      code('invalid_credentials'),
    );
  });
});

describe('refreshing', () => {
  it('gives two tabs that refresh at once the same successor', async () => {
    const { service, register, here } = setUp();
    const { refreshToken } = await register();
    const [one, other] = await Promise.all([
      service.refresh(refreshToken, here),
      service.refresh(refreshToken, here),
    ]);
    expect(one.refreshToken).toBe(other.refreshToken);
    expect(one.refreshToken).not.toBe(refreshToken);
    await expect(service.authenticate({ bearer: one.accessToken })).resolves.toMatchObject({
      actor: { userType: 'job_seeker' },
    });
  });

  it('signs the family out when an old token comes back late', async () => {
    const { service, register, here, clock } = setUp();
    const first = await register();
    const second = await service.refresh(first.refreshToken, here);
    clock.ms += 10_001;
    await expect(service.refresh(first.refreshToken, here)).rejects.toEqual(code('invalid_refresh_token'));
    await expect(service.refresh(second.refreshToken, here)).rejects.toEqual(code('invalid_refresh_token'));
    await expect(service.authenticate({ bearer: second.accessToken })).resolves.toBeNull();
    const audited = await database.db
      .selectFrom('userActivity')
      .select('action')
      .where('actor', '=', first.user.id)
      .where('action', '=', 'auth.refresh_token_reused')
      .execute();
    expect(audited).toHaveLength(1);
  });

  it('signs the family out when a token older than the previous one comes back', async () => {
    const { service, register, here } = setUp();
    const first = await register();
    const second = await service.refresh(first.refreshToken, here);
    const third = await service.refresh(second.refreshToken, here);
    await expect(service.refresh(first.refreshToken, here)).rejects.toEqual(code('invalid_refresh_token'));
    await expect(service.refresh(third.refreshToken, here)).rejects.toEqual(code('invalid_refresh_token'));
  });

  it('refuses an invented token and a browser session', async () => {
    const { service, email, register, here } = setUp();
    await register();
    const { token } = await service.signIn({ email, password }, here);
    for (const secret of ['invented', token]) {
      await expect(service.refresh(secret, here)).rejects.toEqual(code('invalid_refresh_token'));
    }
  });
});

describe('being signed in', () => {
  it('knows cookie and access token, each only in its place', async () => {
    const { service, email, register, here, clock } = setUp();
    const { accessToken, refreshToken, user } = await register();
    const { token } = await service.signIn({ email, password }, here);
    const actor = { userId: user.id };
    await expect(service.authenticate({ cookieToken: token })).resolves.toMatchObject({ actor });
    await expect(service.authenticate({ bearer: accessToken })).resolves.toMatchObject({ actor });
    await expect(service.authenticate({ cookieToken: refreshToken })).resolves.toBeNull();
    await expect(service.authenticate({ bearer: `${accessToken}x` })).resolves.toBeNull();
    clock.ms += 15 * 60_000 + 1_000;
    await expect(service.authenticate({ bearer: accessToken })).resolves.toBeNull();
  });

  it('puts a suspended person out within five seconds', async () => {
    const { service, email, register, here, clock } = setUp();
    const { accessToken, user } = await register();
    const { token } = await service.signIn({ email, password }, here);
    await service.authenticate({ cookieToken: token });
    await service.authenticate({ bearer: accessToken });
    await suspend(user.id);
    clock.ms += 4_900;
    await expect(service.authenticate({ cookieToken: token })).resolves.toBeNull();
    await expect(service.authenticate({ bearer: accessToken })).resolves.toBeNull();
  });

  it('ends this sign-in alone, or all of them', async () => {
    const { service, email, register, here } = setUp();
    const { accessToken } = await register();
    const { token } = await service.signIn({ email, password }, here);
    const program = await signedIn(service, { bearer: accessToken });
    await service.logout(program, { all: false }, here);
    await expect(service.authenticate({ bearer: accessToken })).resolves.toBeNull();
    const browser = await signedIn(service, { cookieToken: token });
    const other = await service.login({ email, password }, here);
    await service.logout(browser, { all: true }, here);
    await expect(service.authenticate({ cookieToken: token })).resolves.toBeNull();
    await expect(service.authenticate({ bearer: other.accessToken })).resolves.toBeNull();
  });

  it('lists devices, marks the current one, and ends only my own', async () => {
    const { service, email, register, here } = setUp();
    const first = await register();
    await service.refresh(first.refreshToken, here);
    const { token } = await service.signIn({ email, password }, here);
    const me = await signedIn(service, { cookieToken: token });
    const { items } = await service.listSessions(me);
    expect(items.map(({ isCurrent }) => isCurrent).toSorted()).toEqual([false, true]);
    const program = items.find(({ isCurrent }) => !isCurrent);

    const stranger = setUp();
    const { accessToken } = await stranger.register();
    const them = await signedIn(stranger.service, { bearer: accessToken });
    if (program === undefined) throw new Error('No other device listed');
    await expect(stranger.service.endSession(them, program.id, here)).rejects.toEqual(code('not_found'));
    await service.endSession(me, program.id, here);
    expect((await service.listSessions(me)).items).toHaveLength(1);
  });
});

describe('admins', () => {
  it('come from the command line, which may also give them a new password', async () => {
    const { service, email, here } = setUp();
    const admin = await service.createAdmin(email, password);
    expect(admin.userType).toBe('admin');
    await service.createAdmin(email, 'another long one');
    await expect(service.login({ email, password }, here)).rejects.toEqual(code('invalid_credentials'));
    await expect(service.login({ email, password: 'another long one' }, here)).resolves.toMatchObject({
      user: { userType: 'admin' },
    });
  });

  it('are never made out of a job seeker', async () => {
    const { service, email, register } = setUp();
    await register();
    await expect(service.createAdmin(email, password)).rejects.toEqual(code('conflict'));
  });
});

async function signedIn(service: AuthService, credentials: Parameters<AuthService['authenticate']>[0]) {
  const found = await service.authenticate(credentials);
  if (found === null) throw new Error('Expected to be signed in');
  return found.actor;
}

async function suspend(userId: string) {
  await database.db.updateTable('users').set({ status: 'suspended' }).where('id', '=', userId).execute();
}

describe('signing out', () => {
  it('ends a sign-in whose refresh is under way', async () => {
    const { service, register, here } = setUp();
    const { refreshToken, accessToken, user } = await register();
    const found = await service.authenticate({ bearer: accessToken });
    if (found === null) throw new Error('Not signed in');
    const { db } = database;
    const signingOut = await db.transaction().execute(async (trx) => {
      // Holds the refresh token's row as a refresh does, and leaves its successor behind.
      const { familyId } = await trx
        .selectFrom('sessions')
        .select('familyId')
        .where('userId', '=', user.id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const ended = service.logout(found.actor, { all: false }, here);
      await vi.waitUntil(async () => (await waitingForLocks()) > 0);
      const session = { id: 'a'.repeat(24).padEnd(64, Date.now().toString(16)), familyId };
      await trx
        .insertInto('sessions')
        .values({ ...session, userId: user.id, expiresAt: new Date(Date.now() + 60_000) })
        .execute();
      return { ended };
    });
    await signingOut.ended;
    const left = await db.selectFrom('sessions').select('id').where('userId', '=', user.id).execute();
    expect(left).toEqual([]);
    await expect(service.refresh(refreshToken, here)).rejects.toEqual(code('invalid_refresh_token'));
  });
});

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
  return rows[0]?.waiting ?? 0;
}
