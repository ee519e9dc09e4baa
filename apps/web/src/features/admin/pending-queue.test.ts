import { expect, it } from 'vitest';

import { withoutJob } from './pending-queue.ts';

const page = (ids: string[], value: number) => ({
  items: ids.map((id) => ({ id })),
  nextCursor: null,
  total: { value, relation: 'eq' as const },
});

it('a decided job leaves the queue and every page counts one less', () => {
  expect(withoutJob([page(['a', 'b'], 3), page(['c'], 3)], 'b')).toEqual([page(['a'], 2), page(['c'], 2)]);
});

it('a job that was not in the queue changes no count', () => {
  expect(withoutJob([page(['a'], 1)], 'z')).toEqual([page(['a'], 1)]);
});
