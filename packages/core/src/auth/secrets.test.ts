import fc from 'fast-check';
import { expect, it } from 'vitest';

import { openSuccessor, sealSuccessor } from './secrets.ts';

it('opens a sealed successor with the old secret alone', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (old, successor) => {
      const sealed = sealSuccessor(old, successor);
      expect(openSuccessor(old, sealed)).toBe(successor.toWellFormed());
      expect(() => openSuccessor(`${old}x`, sealed)).toThrow('authenticate');
    }),
    { numRuns: 30 },
  );
});
