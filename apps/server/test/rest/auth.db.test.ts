import { describe, expect, it } from 'vitest';

import { AuthResult, BrowserSession, SignIn, TokenPair } from '@access/contracts/auth';
import { Problem } from '@access/contracts/errors';
import { pageOf } from '@access/contracts/pages';

import { ORIGIN, password, useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const post = (path: string, payload: object, headers: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url: `/api/v1${path}`, payload, headers });
const trpc = (name: string, payload: object, headers: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url: `/trpc/${name}`, payload, headers: { origin: ORIGIN, ...headers } });

async function signedInBrowser() {
  const email = `${crypto.randomUUID()}@example.org`;
  const response = await trpc('session.signUp', { email, password, displayName: 'Ada' });
  const [cookie] = response.cookies;
  if (cookie === undefined) throw new Error('No cookie was set');
  return { email, response, cookie, headers: { cookie: `${cookie.name}=${cookie.value}` } };
}

describe('a program', () => {
  it('registers, reads its profile, refreshes and logs out', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const registered = await post('/auth/register', { email, password, displayName: 'Ada' });
    expect(registered.statusCode).toBe(201);
    const first = AuthResult.parse(registered.json());
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

    const refreshed = await post('/auth/refresh', { refreshToken: first.refreshToken });
    const { accessToken } = TokenPair.parse(refreshed.json());
    const sessions = await server.inject({ url: '/api/v1/auth/sessions', headers: bearer(accessToken) });
    expect(pageOf(SignIn).parse(sessions.json()).items).toMatchObject([{ isCurrent: true }]);

    const out = await server.inject({
      method: 'POST',
      url: '/api/v1/auth/logout?all=true',
      headers: bearer(accessToken),
    });
    expect([out.statusCode, out.body]).toEqual([204, '']);
    const after = await server.inject({ url: '/api/v1/auth/sessions', headers: bearer(accessToken) });
    expect(after.statusCode).toBe(401);
    expect(Problem.parse(after.json()).code).toBe('unauthenticated');
  });

  it('is told each refused field of a registration', async () => {
    const response = await post('/auth/register', { email: 'nobody', password: 'short', displayName: '' });
    const problem = Problem.parse(response.json());
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(problem.errors?.map(({ path }) => path).toSorted()).toEqual(['displayName', 'email', 'password']);
  });

  it('gets 409 for a taken address, at its field', async () => {
    const { email } = await server.registered();
    const response = await post('/auth/register', { email, password, displayName: 'Bea' });
    const problem = Problem.parse(response.json());
    expect([response.statusCode, problem.code]).toEqual([409, 'email_taken']);
    expect(problem.errors?.map(({ path }) => path)).toEqual(['email']);
  });

  it('gets the same answer for a wrong password and an unknown address', async () => {
    const { email } = await server.registered();
    const answers = await Promise.all(
      [email, `x${email}`].map((one) => post('/auth/login', { email: one, password: 'not the right one' })),
    );
    const seen = answers.map((answer) => {
      const { requestId: _, ...problem } = Problem.parse(answer.json());
      return { status: answer.statusCode, problem };
    });
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.status).toBe(401);
  });

  it('that refreshes twice at once gets one successor', async () => {
    const { refreshToken } = await server.registered();
    const answers = await Promise.all([
      post('/auth/refresh', { refreshToken }),
      post('/auth/refresh', { refreshToken }),
    ]);
    const tokens = answers.map((answer) => TokenPair.parse(answer.json()).refreshToken);
    expect(tokens[0]).toBe(tokens[1]);
  });

  it('that uses a spent refresh token loses the family', async () => {
    const { refreshToken } = await server.registered();
    const second = TokenPair.parse((await post('/auth/refresh', { refreshToken })).json());
    const third = TokenPair.parse(
      (await post('/auth/refresh', { refreshToken: second.refreshToken })).json(),
    );
    expect((await post('/auth/refresh', { refreshToken })).statusCode).toBe(401);
    const last = await post('/auth/refresh', { refreshToken: third.refreshToken });
    expect(Problem.parse(last.json()).code).toBe('invalid_refresh_token');
  });

  it('may guess ten times and is then told when to come back', async () => {
    const { email } = await server.registered();
    const answers = [];
    for (let guess = 0; guess < 11; guess += 1) {
      answers.push(await post('/auth/login', { email, password: `wrong guess ${guess}` }));
    }
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([
      ...Array.from({ length: 10 }, () => 401),
      429,
    ]);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('cannot end the sign-in of another', async () => {
    const [me, other] = await Promise.all([server.registered(), server.registered()]);
    const listed = await server.inject({ url: '/api/v1/auth/sessions', headers: other.headers });
    const [session] = pageOf(SignIn).parse(listed.json()).items;
    const url = `/api/v1/auth/sessions/${session?.id}`;
    expect((await server.inject({ method: 'DELETE', url, headers: me.headers })).statusCode).toBe(404);
    expect((await server.inject({ method: 'DELETE', url, headers: other.headers })).statusCode).toBe(204);
  });
});

describe('a browser', () => {
  it('gets its session in a cookie that no script reads, and in nothing else', async () => {
    const { cookie, response, headers } = await signedInBrowser();
    expect(cookie).toMatchObject({ name: 'access_session', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(response.body).not.toContain(cookie.value);
    const current = await server.inject({ url: '/trpc/session.current', headers });
    const { result } = current.json<{ result: { data: unknown } }>();
    expect(BrowserSession.parse(result.data).user?.displayName).toBe('Ada');
  });

  it('signs out, and its cookie is worth nothing from then on', async () => {
    const { headers } = await signedInBrowser();
    const out = await trpc('session.signOut', {}, headers);
    expect(out.cookies).toMatchObject([{ name: 'access_session', value: '' }]);
    const current = await server.inject({ url: '/trpc/session.current', headers });
    expect(current.json()).toEqual({ result: { data: { user: null } } });
  });

  it.each([
    ['a foreign page', { origin: 'http://evil.test' }],
    ['no origin at all', {}],
    ['an opaque origin', { origin: 'null' }],
  ])('changes nothing for %s', async (_who, origin) => {
    const { headers } = await signedInBrowser();
    for (const url of ['/api/v1/auth/logout', '/trpc/session.signOut']) {
      const response = await server.inject({
        method: 'POST',
        url,
        payload: {},
        headers: { ...headers, ...origin },
      });
      expect(response.statusCode).toBe(403);
      expect(response.body).toContain('origin_not_allowed');
    }
    const still = await server.inject({ url: '/api/v1/auth/sessions', headers });
    expect(still.statusCode).toBe(200);
  });

  it('cannot be signed in by a foreign page', async () => {
    const { email } = await server.registered();
    const response = await trpc('session.signIn', { email, password }, { origin: 'http://evil.test' });
    expect([response.statusCode, response.cookies]).toEqual([403, []]);
  });

  it('may use its cookie over REST from this site', async () => {
    const { headers } = await signedInBrowser();
    const response = await server.inject({
      method: 'POST',
      url: '/api/v1/auth/logout',
      headers: { ...headers, origin: ORIGIN },
    });
    expect(response.statusCode).toBe(204);
  });
});

describe('a suspended account', () => {
  it('is out on cookie and token alike, and told so when it signs in', async () => {
    const { email, headers } = await signedInBrowser();
    await server.db.updateTable('users').set({ status: 'suspended' }).where('email', '=', email).execute();
    expect((await server.inject({ url: '/api/v1/auth/sessions', headers })).statusCode).toBe(401);
    const login = await post('/auth/login', { email, password });
    expect([login.statusCode, Problem.parse(login.json()).code]).toEqual([403, 'account_suspended']);
  });
});
