/** A value and the place it was read from: characters `start` to `end` of the extracted text. */
export interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of the extracted text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const MAX_SHORT = 300;
const MAX_LONG = 5_000;
// Dashes, commas, bullets and unpaired brackets left over at the ends of a value cut out of a line.
const EDGE_LEFT = /^[\s,;:|•·◦▪–—\-−/\])}.​]+/u;
const FULL_STOP = /(?<=[\p{Ll})]{3})(?<!\b(?:inc|ltd|corp|univ|dept|engg?|assoc|bros))\.$/iu;
const EDGE_RIGHT = /[\s,;:|•·◦▪–—\-−/[({]+$/u;

/**
 * The words between two places, white space folded, as a value; null when none are left or they are too long.
 * All values of a résumé are made here, which is why none can be invented.
 */
export function readShort(text: string, span: Span): Found | null {
  const trimmed = trimSpan(text, span);
  return trimmed === null || trimmed.end - trimmed.start > MAX_SHORT ? null : toFound(text, trimmed);
}

/** Like {@link readShort} for prose: keeps its punctuation, cut at 5,000 characters. */
export function readLong(text: string, span: Span): Found | null {
  const raw = text.slice(span.start, span.end);
  const start = span.start + (raw.length - raw.trimStart().length);
  const end = Math.min(span.start + raw.trimEnd().length, start + MAX_LONG);
  if (end <= start) return null;
  // A cut through a surrogate pair would leave half a character.
  return toFound(text, { start, end: text.slice(start, end).isWellFormed() ? end : end - 1 });
}

function toFound(text: string, { start, end }: Span): Found {
  return { value: text.slice(start, end).replace(/\s+/g, ' '), start, end };
}

/** The stretch without white space and stray punctuation at its ends; null when nothing is left. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  const raw = text.slice(start, end);
  const left = EDGE_LEFT.exec(raw)?.[0].length ?? 0;
  // ".NET" keeps its dot.
  const from = raw[left - 1] === '.' && /\p{L}/u.test(raw[left] ?? '') && left < 2 ? left - 1 : left;
  const right = raw.slice(from).replace(EDGE_RIGHT, '').replace(FULL_STOP, '').length;
  if (right === 0) return null;
  return { start: start + from, end: start + from + right };
}

/** The stretches of `span` between matches of `separator` (a global regular expression); empty ones are left out. */
export function splitSpan(text: string, span: Span, separator: RegExp): Span[] {
  const raw = text.slice(span.start, span.end);
  const parts: Span[] = [];
  let from = 0;
  for (const match of raw.matchAll(separator)) {
    parts.push({ start: span.start + from, end: span.start + match.index });
    from = match.index + match[0].length;
  }
  parts.push({ start: span.start + from, end: span.end });
  return parts.filter((part) => text.slice(part.start, part.end).trim() !== '');
}

/** The stretches of `span` that none of the `holes` covers. */
export function withoutSpans(span: Span, holes: readonly Span[]): Span[] {
  const inside = holes
    .filter((hole) => hole.end > span.start && hole.start < span.end)
    .sort((a, b) => a.start - b.start);
  const left: Span[] = [];
  let from = span.start;
  for (const hole of inside) {
    if (hole.start > from) left.push({ start: from, end: hole.start });
    from = Math.max(from, hole.end);
  }
  if (from < span.end) left.push({ start: from, end: span.end });
  return left;
}

/** A web address that can be followed: people leave the scheme out in print. */
export function withScheme(url: Found): Found {
  return /^https?:\/\//i.test(url.value) ? url : { ...url, value: `https://${url.value}` };
}
