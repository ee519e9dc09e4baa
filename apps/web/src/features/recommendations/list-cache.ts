import type { RecommendationItem, RecommendationPage } from '@access/contracts/recommendations';

/** The pages of the list as the query cache holds them. */
export interface ListPages {
  pages: RecommendationPage[];
  pageParams: unknown[];
}

/** Where an item stood, so that it can come back there. */
export interface TakenItem {
  item: RecommendationItem;
  page: number;
  index: number;
}

/** Every item once, in order: while a newer list arrives, pages of two lists can name the same job. */
export function itemsOf(list: ListPages | undefined): RecommendationItem[] {
  const seen = new Set<string>();
  return (list?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => !seen.has(item.job.id) && seen.add(item.job.id));
}

/** Takes a job out of the pages; `taken` is null when it was not in them. */
export function takeJob(list: ListPages, jobId: string): { list: ListPages; taken: TakenItem | null } {
  let taken: TakenItem | null = null;
  const pages = list.pages.map((page, pageIndex) => {
    const index = page.items.findIndex((item) => item.job.id === jobId);
    const item = page.items[index];
    if (item === undefined) return page;
    taken ??= { item, page: pageIndex, index };
    return { ...page, items: page.items.filter((candidate) => candidate.job.id !== jobId) };
  });
  return { list: { ...list, pages }, taken };
}

/** Puts a taken job back where it stood; a list that holds it again meanwhile stays as it is. */
export function returnJob(list: ListPages, taken: TakenItem): ListPages {
  if (itemsOf(list).some((item) => item.job.id === taken.item.job.id)) return list;
  const target = Math.min(taken.page, list.pages.length - 1);
  const pages = list.pages.map((page, pageIndex) =>
    pageIndex === target
      ? {
          ...page,
          items: [...page.items.slice(0, taken.index), taken.item, ...page.items.slice(taken.index)],
        }
      : page,
  );
  return { ...list, pages };
}
