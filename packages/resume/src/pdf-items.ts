/** A run of text on a page: x grows to the right, y downwards, in points (1/72 inch). */
export interface PdfItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font: string;
}

/** Items that follow each other without a wide gap, with spaces put where the page shows them. */
export interface PdfSegment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** All that stands on one base line. */
export interface PdfRow {
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly items: readonly PdfItem[];
  readonly segments: readonly PdfSegment[];
}

// Fractions of the font size. Letters of a word touch; a word space is about 0.25 em, a column gap at least 1.5.
const SAME_ROW = 0.4;
const WORD_GAP = 0.15;
const WIDE_GAP = 1.5;

/** The rows of a page from top to bottom. */
export function groupRows(items: readonly PdfItem[]): PdfRow[] {
  const sorted = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  const groups: PdfItem[][] = [];
  let current: PdfItem[] = [];
  for (const item of sorted) {
    const first = current[0];
    // Against the row's first item, so that a slow slope never chains a whole page into one row.
    if (first !== undefined && item.y - first.y > SAME_ROW * Math.max(first.size, item.size)) {
      groups.push(current);
      current = [];
    }
    current.push(item);
  }
  if (current.length > 0) groups.push(current);
  return groups.map(toRow);
}

/** A row made of these items of one base line. */
export function toRow(items: readonly PdfItem[]): PdfRow {
  const sorted = [...items].sort((a, b) => a.x - b.x);
  const widest = sorted.reduce((best, item) => (item.text.length > best.text.length ? item : best), {
    text: '',
    font: '',
    size: 0,
  });
  return {
    y: Math.max(...sorted.map((item) => item.y)),
    size: Math.max(...sorted.map((item) => item.size)),
    font: widest.font,
    items: sorted,
    segments: joinItems(sorted),
  };
}

function joinItems(items: readonly PdfItem[]): PdfSegment[] {
  const segments: PdfSegment[] = [];
  let open: { text: string; left: number; right: number } | null = null;
  for (const item of items) {
    const gap: number = open === null ? Infinity : item.x - open.right;
    if (open === null || gap > WIDE_GAP * item.size) {
      if (open !== null) segments.push(open);
      open = { text: item.text, left: item.x, right: item.x + item.width };
      continue;
    }
    const isSpaced = open.text.endsWith(' ') || item.text.startsWith(' ');
    open.text += gap > WORD_GAP * item.size && !isSpaced ? ` ${item.text}` : item.text;
    open.right = Math.max(open.right, item.x + item.width);
  }
  if (open !== null) segments.push(open);
  return segments;
}
