import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { withLaunchLock } from './launch-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('lets one at a time work', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLaunchLock(join(folder, 'lock'), work)));
  expect(most).toBe(1);
});

it('takes over from a holder that is dead and leaves nothing behind', async () => {
  writeFileSync(join(folder, 'lock'), '99999999 dead');
  expect(await withLaunchLock(join(folder, 'lock'), async () => 'done')).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

it('is free again after work that failed', async () => {
  const fail = withLaunchLock(join(folder, 'lock'), () => Promise.reject(new Error('broken')));
  await expect(fail).rejects.toThrow('broken');
  expect(await withLaunchLock(join(folder, 'lock'), async () => 'done')).toBe('done');
});
