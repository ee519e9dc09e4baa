import { expect, it } from 'vitest';

import { readEnv } from './env.ts';

const DATABASE_URL = 'postgres://access@localhost/access';

it('runs with a database and nothing else', () => {
  expect(readEnv({ DATABASE_URL })).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    origins: [],
    secret: null,
  });
});

it('names every wrong variable at once', () => {
  const wrong = {
    PORT: '99999',
    ACCESS_ORIGIN: 'not an address',
    ACCESS_SECRET: 'short',
    TRUST_PROXY: 'yes',
  };
  for (const name of ['DATABASE_URL', ...Object.keys(wrong)]) {
    expect(() => readEnv(wrong)).toThrow(name);
  }
});

it('takes several origins, each without its path', () => {
  const { origins } = readEnv({ DATABASE_URL, ACCESS_ORIGIN: 'https://a.test/x, http://b.test:8080' });
  expect(origins).toEqual(['https://a.test', 'http://b.test:8080']);
});

it('is strict in production', () => {
  const strict = readEnv({ DATABASE_URL, NODE_ENV: 'production', CLAMD_HOST: 'clamd' });
  expect([strict.host, strict.callsPerMinute, strict.authLimits.registerPerAddress.hits]).toEqual([
    '0.0.0.0',
    600,
    20,
  ]);
});

it('does not run unscanned in production, unless that is meant', () => {
  const production = { DATABASE_URL, NODE_ENV: 'production' };
  expect(() => readEnv(production)).toThrow('CLAMD_HOST');
  expect(readEnv({ ...production, ACCESS_ALLOW_UNSCANNED_UPLOADS: '1' }).clamd).toBeNull();
  expect(readEnv({ ...production, CLAMD_HOST: 'clamd' }).clamd).toEqual({ host: 'clamd', port: 3310 });
});
