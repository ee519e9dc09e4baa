import type { Page } from '@access/contracts/pages';

/** The queue's pages without a job that was decided, each counting one less; pages that never held it stay as they are. */
export function withoutJob<Item extends { id: string }>(
  pages: readonly Page<Item>[],
  id: string,
): Page<Item>[] {
  if (!pages.some(({ items }) => items.some((item) => item.id === id))) return [...pages];
  return pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== id),
    total: { ...page.total, value: Math.max(0, page.total.value - 1) },
  }));
}
