import { toRow, type PdfRow } from './pdf-items.ts';
import { sectionOf } from './section-headings.ts';

/** Rows in reading order: across the page, or as two columns left of and right of `gutter` (points). */
export type PdfBlock =
  | { readonly kind: 'full'; readonly rows: readonly PdfRow[] }
  | {
      readonly kind: 'columns';
      readonly gutter: number;
      readonly left: readonly PdfRow[];
      readonly right: readonly PdfRow[];
    };

const MIN_COLUMN_ROWS = 4;
const MIN_GUTTER = 8;
// Two pages' gutters within this many points are one layout that goes on.
const SAME_GUTTER = 14;
// A right-hand text this long wraps like prose; dates and places, which also stand on the right, are shorter.
const PROSE_CHARS = 32;

/**
 * Cuts a page into blocks. A candidate gutter is a place where a segment starts; it is taken where the longest run of
 * rows leaves it free and the right side reads as a column of its own rather than as dates beside their lines.
 */
export function splitColumns(rows: readonly PdfRow[]): PdfBlock[] {
  const best = bestRun(rows);
  if (best === null) return rows.length === 0 ? [] : [{ kind: 'full', rows }];
  const { from, to, gutter } = best;
  return [
    ...splitColumns(rows.slice(0, from)),
    toColumns(rows.slice(from, to), gutter),
    ...splitColumns(rows.slice(to)),
  ];
}

/** Joins columns that go on over pages, so that the left one is read to its end before the right one. */
export function mergePages(pages: readonly (readonly PdfBlock[])[]): PdfBlock[] {
  const merged: PdfBlock[] = [];
  for (const blocks of pages) {
    for (const [index, block] of blocks.entries()) {
      const last = merged.at(-1);
      const goesOn =
        index === 0 &&
        last?.kind === 'columns' &&
        block.kind === 'columns' &&
        Math.abs(last.gutter - block.gutter) <= SAME_GUTTER;
      if (goesOn) {
        const both = { left: [...last.left, ...block.left], right: [...last.right, ...block.right] };
        merged.splice(-1, 1, { kind: 'columns', gutter: last.gutter, ...both });
      } else {
        merged.push(block);
      }
    }
  }
  return merged;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly gutter: number;
}

function bestRun(rows: readonly PdfRow[]): Run | null {
  let best: Run | null = null;
  for (const gutter of candidateGutters(rows)) {
    const run = longestRun(rows, gutter);
    if (run === null || (best !== null && run.to - run.from <= best.to - best.from)) continue;
    if (readsAsColumns(rows.slice(run.from, run.to), gutter)) best = run;
  }
  return best;
}

function candidateGutters(rows: readonly PdfRow[]): number[] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    for (const { left } of row.segments) {
      const start = Math.round(left);
      counts.set(start, (counts.get(start) ?? 0) + 1);
    }
  }
  const leftmost = Math.min(...counts.keys());
  return [...counts]
    .filter(([start, count]) => count >= MIN_COLUMN_ROWS && start > leftmost + 60)
    .map(([start]) => start - 2);
}

function longestRun(rows: readonly PdfRow[], gutter: number): Run | null {
  let best: Run | null = null;
  let from = 0;
  for (let index = 0; index <= rows.length; index += 1) {
    const row = rows[index];
    if (row !== undefined && isFree(row, gutter)) continue;
    if (best === null || index - from > best.to - best.from) best = { from, to: index, gutter };
    from = index + 1;
  }
  return best === null ? null : trimRun(rows, best);
}

// Rows at the ends that hold the left side alone (a name, a title) belong to what stands above or below.
function trimRun(rows: readonly PdfRow[], run: Run): Run | null {
  let { from, to } = run;
  while (from < to && !hasRight(rows[from], run.gutter)) from += 1;
  while (to > from && !hasRight(rows[to - 1], run.gutter)) to -= 1;
  // What still stands below in the left column goes on there, as far as nothing crosses.
  return to - from < MIN_COLUMN_ROWS ? null : { from, to: run.to, gutter: run.gutter };
}

function isFree(row: PdfRow, gutter: number): boolean {
  return row.segments.every(({ left, right }) => right <= gutter + 1 - MIN_GUTTER || left >= gutter);
}

function hasRight(row: PdfRow | undefined, gutter: number): boolean {
  return row?.segments.some(({ left }) => left >= gutter) ?? false;
}

function hasLeft(row: PdfRow, gutter: number): boolean {
  return row.segments.some(({ left }) => left < gutter);
}

function readsAsColumns(rows: readonly PdfRow[], gutter: number): boolean {
  const right = rows.filter((row) => hasRight(row, gutter));
  const left = rows.filter((row) => hasLeft(row, gutter));
  if (right.length < MIN_COLUMN_ROWS || left.length < 2) return false;
  const texts = right.map((row) =>
    row.segments
      .filter((segment) => segment.left >= gutter)
      .map((segment) => segment.text)
      .join(' '),
  );
  // A heading on the right belongs to a column; "Skills   Languages" in a table row would too, and reads better so.
  if (texts.some((text) => sectionOf(text) !== null)) return true;
  const paired = right.filter((row) => hasLeft(row, gutter)).length / right.length;
  const prose = texts.filter((text) => text.length >= PROSE_CHARS).length / texts.length;
  return prose >= 0.4 && (paired < 0.9 || isProse(left, gutter));
}

function isProse(rows: readonly PdfRow[], gutter: number): boolean {
  const long = rows.filter((row) =>
    row.segments.some((segment) => segment.left < gutter && segment.text.length >= PROSE_CHARS),
  );
  return long.length / rows.length >= 0.4;
}

function toColumns(rows: readonly PdfRow[], gutter: number): PdfBlock {
  const side = (isRight: boolean): PdfRow[] =>
    rows.flatMap((row) => {
      const items = row.items.filter((item) => item.x >= gutter === isRight);
      return items.length === 0 ? [] : [toRow(items)];
    });
  return { kind: 'columns', gutter, left: side(false), right: side(true) };
}
