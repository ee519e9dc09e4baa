import { z } from 'zod';

/** How many items a page holds, 1–100. */
export const PageLimit = z.int().min(1).max(100).default(20);

/** Opaque position in a list, as given in `nextCursor`. */
export const Cursor = z.string().min(1).max(500);

export const PageInput = z.object({ limit: PageLimit, cursor: Cursor.optional() });
export type PageInput = z.infer<typeof PageInput>;

/** `eq`: counted exactly; `gte`: there are at least this many (counting stops at 10,000). */
export const Total = z.object({ value: z.int().min(0), relation: z.enum(['eq', 'gte']) });
export type Total = z.infer<typeof Total>;

/** The shape of every list answer. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: Total });

export type Page<Item> = { items: Item[]; nextCursor: string | null; total: Total };
