import { describe, expect, it } from 'vitest';

import { isWebPath } from './web-paths.ts';

describe('addresses of pages', () => {
  it.each(['/', '/jobs', '/jobs/', '/jobs/01890a5d-ac96-774b-bcce-b302099a8057', '/settings'])(
    'knows %s',
    (path) => {
      expect(isWebPath(path)).toBe(true);
    },
  );

  it.each(['/nowhere', '/jobs/1/2', '/Settings', '/wp-login'])('does not know %s', (path) => {
    expect(isWebPath(path)).toBe(false);
  });
});
