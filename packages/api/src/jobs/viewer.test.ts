import { describe, expect, it } from 'vitest';

import { viewerOf } from './viewer.ts';

const call = { actor: null, browser: null, ip: '192.0.2.1', userAgent: 'curl/8' };
const browserWith = (id: string | null) => ({
  setSessionCookie: () => undefined,
  clearSessionCookie: () => undefined,
  viewerId: () => id,
});

describe('who a view counts for', () => {
  it('is one viewer for calls from one place without a cookie', () => {
    expect(viewerOf(call)).toBe(viewerOf({ ...call, browser: browserWith(null) }));
    expect(viewerOf(call)).not.toBe(viewerOf({ ...call, ip: '192.0.2.2' }));
  });

  it('is the cookie where there is one', () => {
    expect(viewerOf({ ...call, browser: browserWith('a-cookie-of-ours') })).toBe('a-cookie-of-ours');
  });
});
