import { findDates, type DateMention } from './dates.ts';
import { bulletLength, type TextLine } from './extracted-text.ts';
import type { Span } from './found.ts';
import { hasEmployerWord, hasTitleWord } from './word-lists.ts';

/** The lines of one job: those that say who, what and when, and those that tell about it. */
export interface WorkLines {
  readonly header: readonly TextLine[];
  /** With its place in the whole text. */
  readonly date: DateMention;
  readonly description: readonly TextLine[];
}

// A line longer than this is prose, whatever date stands in it; its first sentence may still be a header.
const MAX_HEADER_CHARS = 110;
const MAX_HEADER_WORDS = 9;
const MAX_LINES_ABOVE = 3;
const MAX_LINES_BELOW = 2;

/** Cuts a section at the lines that carry a job's dates. Jobs without any date are not told apart, and left out. */
export function splitWork(lines: readonly TextLine[]): WorkLines[] {
  const dated = lines.flatMap((line, index) => {
    const date = headerDate(line);
    return date === null ? [] : [{ index, date }];
  });
  const first = dated[0]?.index ?? 0;
  const above = linesAbove(lines, first);
  // Some templates set a bullet before every employer; elsewhere a bullet above a date ends the job before.
  const mayBeBullets = lines.slice(first - above, first).some((line) => line.isBullet);
  const tops = dated.map(({ index }, order) => {
    const floor = order === 0 ? 0 : (dated[order - 1]?.index ?? 0) + 1;
    return headerTop(lines, { dateAt: index, floor, wanted: above, mayBeBullets });
  });
  return dated.map(({ index, date }, order) => {
    const top = tops[order] ?? index;
    const next = tops[order + 1] ?? lines.length;
    const below = headerBottom(lines, { dateAt: index, next, hasAbove: top < index });
    return { header: lines.slice(top, below), date, description: lines.slice(below, next) };
  });
}

/** The date that makes a line a job's: at its beginning, its end or in a piece of its own; null for dates within prose. */
export function headerDate(line: TextLine): DateMention | null {
  const from = bulletLength(line);
  const sentence = firstSentence(line);
  const mention = findDates(line.text).find((date) => isHeaderDate(line, date, { from, sentence }));
  if (mention === undefined) return null;
  return { ...mention, start: line.start + mention.start, end: line.start + mention.end };
}

function isHeaderDate(
  line: TextLine,
  mention: DateMention,
  { from, sentence }: { from: number; sentence: number },
): boolean {
  if (mention.start >= sentence) return false;
  const before = line.text.slice(from, mention.start);
  const after = line.text.slice(mention.end);
  const opens = /^[\s([.]*$/.test(before);
  const isApart =
    (before === '' || /[\t|(,;–—-]\s*$/.test(before)) && /^[\s)\].]*(?:[\t|,;:–—-]|$)/.test(after);
  const ends = /^[\s)\].,;|]*$/.test(after) || /^[\s)\].,;|]*(?:\(.{2,50}\)|\t[^\t]{2,50})\W*$/.test(after);
  // "… the migration from SharePoint 2010 to 2019." tells of years, not of a job.
  const isSentence = /^\p{Ll}/u.test(before) || (/\.\s*$/.test(after) && !isApart);
  if (mention.isRange && isSentence) return opens;
  if (mention.isRange) return opens || ((ends || isApart) && line.text.length <= MAX_HEADER_CHARS + 40);
  // A lone year is a job's only where nothing else can be meant: "2016: Freelance", "Web developer – 2019".
  if (line.isBullet) return opens && /^\s*[:|]/.test(after);
  return (
    line.text.length <= MAX_HEADER_CHARS &&
    ((opens && /^\s*(?:[:|,–—\t-]|$)/.test(after)) || (isApart && ends))
  );
}

// "2010 – 2012, Engineer, Moscow, Russia. Planned and …": the header ends with the first sentence.
function firstSentence(line: TextLine): number {
  if (line.text.length <= MAX_HEADER_CHARS) return line.text.length;
  const stop = /(?<=[\p{L})]{3})\. (?=\p{Lu})/u.exec(line.text);
  return stop === null ? line.text.length : stop.index + 1;
}

/** The part of a line that can belong to a header. */
export function headerSpan(line: TextLine): Span {
  return { start: line.start + bulletLength(line), end: line.start + firstSentence(line) };
}

// What stands between the section's heading and its first date shows how all its entries are built.
function linesAbove(lines: readonly TextLine[], first: number): number {
  if (first <= MAX_LINES_ABOVE && lines.slice(0, first).every(readsAsHeader)) return first;
  let count = 0;
  while (count < MAX_LINES_ABOVE) {
    const line = lines[first - 1 - count];
    if (line === undefined || line.isBullet || !readsAsHeader(line)) break;
    count += 1;
    if (line.hasGapBefore) break;
  }
  return count;
}

function headerTop(
  lines: readonly TextLine[],
  {
    dateAt,
    floor,
    wanted,
    mayBeBullets,
  }: { dateAt: number; floor: number; wanted: number; mayBeBullets: boolean },
): number {
  let top = dateAt;
  while (dateAt - top < wanted && top > floor) {
    const line = lines[top - 1];
    if (line === undefined || !readsAsHeader(line) || (line.isBullet && !mayBeBullets)) break;
    top -= 1;
  }
  return top;
}

function headerBottom(
  lines: readonly TextLine[],
  { dateAt, next, hasAbove }: { dateAt: number; next: number; hasAbove: boolean },
): number {
  const dateLine = lines[dateAt];
  if (dateLine === undefined) return dateAt + 1;
  const missing = missingPieces(lines.slice(hasAbove ? dateAt - 1 : dateAt, dateAt + 1));
  let bottom = dateAt + 1;
  let wanted = Math.min(missing, MAX_LINES_BELOW);
  while (wanted > 0 && bottom < next) {
    const line = lines[bottom];
    const follower = lines[bottom + 1];
    if (line === undefined || !readsAsHeader(line) || (line.isBullet && !/^[-–—]{2}/.test(line.text))) break;
    const isLast = wanted === 1;
    if (isLast && !readsAsLastHeader(line, follower, bottom + 1 >= next)) break;
    wanted -= 1;
    bottom += 1;
  }
  return bottom;
}

// How many of position and company the lines so far cannot hold, judged by their pieces.
function missingPieces(header: readonly TextLine[]): number {
  const pieces = header.flatMap((line) => {
    const span = headerSpan(line);
    const cut = line.text.slice(span.start - line.start, span.end - line.start);
    const holes = findDates(cut);
    const words = holes.reduceRight(
      (text, hole) => `${text.slice(0, hole.start)}\t${text.slice(hole.end)}`,
      cut,
    );
    return words
      .replace(/\([^()]*\)/g, '\t')
      .split(/[\t|•;:]| [-–—] | at |, /)
      .filter((piece) => /\p{L}{2}/u.test(piece));
  });
  if (pieces.length === 0) return 2;
  return pieces.length === 1 ? 1 : 0;
}

function readsAsLastHeader(line: TextLine, follower: TextLine | undefined, endsEntry: boolean): boolean {
  if (hasTitleWord(line.text) || line.isEmphasised || line.scale > 1.05 || line.text.includes('\t'))
    return true;
  if (/^[-–—]{2}/.test(line.text) || follower === undefined) return true;
  return (
    line.text.length <= 60 &&
    (follower.isBullet || follower.hasGapBefore || endsEntry || follower.text.length > 70)
  );
}

/** Short, no sentence, no label ("Technologies: …"): may name a position, an employer or a place. */
function readsAsHeader(line: TextLine): boolean {
  const text = line.text;
  if (
    text.length > MAX_HEADER_CHARS ||
    /[.;:]$/.test(text.replace(/\b(?:inc|ltd|co|corp|llc|s\.a|gmbh|st|jr)\.$/i, ''))
  )
    return false;
  if (/^(?:[\p{L} &/]{2,40}):\s/u.test(text.slice(bulletLength(line)))) return false;
  if (/(?<=\p{Ll}{3})\. \p{Lu}\p{Ll}/u.test(text)) return false;
  const words = text.split(/\s+/).length;
  if (words > MAX_HEADER_WORDS && !hasTitleWord(text) && !hasEmployerWord(text)) return false;
  return !/^\p{Ll}/u.test(text);
}
