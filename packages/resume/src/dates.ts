import type { Span } from './found.ts';
import { MONTH_PATTERN, monthNumber } from './month-names.ts';

/** A date or range as written; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, never finer than the words. */
export interface DateMention extends Span {
  readonly from: string | null;
  readonly to: string | null;
  /** "Present", "to date", "since …". */
  readonly isCurrent: boolean;
  readonly isRange: boolean;
}

interface DatePoint extends Span {
  readonly kind: 'date' | 'year' | 'month' | 'present' | 'short';
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

const YEAR = '(?:19[4-9]\\d|20\\d\\d)';
const PRESENT =
  "present|presently|current|currently|now|today|date|ongoing|heute|jetzt|aktuell|laufend|présent|present day|aujourd[’']hui|actuel|actuellement|en cours|actualidad|actualmente|actual|presente|hoy|la fecha";
// One alternative for each way to write a date; the order matters where one is the beginning of another.
const POINT = new RegExp(
  [
    `(?<iso>${YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\\d|3[01])(?!\\d))`,
    `(?<num>(?:0?[1-9]|[12]\\d|3[01])[-/.](?:0?[1-9]|[12]\\d|3[01])[-/.]${YEAR}(?!\\d))`,
    `(?<ym>${YEAR}[-/.](?:0[1-9]|1[0-2])(?![\\d/]))`,
    `(?<my>(?:0?[1-9]|1[0-2]) ?[/.-] ?${YEAR}(?!\\d))`,
    `(?<dmy>(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?\\.? (?:of |de )?(?:${MONTH_PATTERN})\\.?,? (?:de )?${YEAR}(?!\\d))`,
    `(?<mdy>(?:${MONTH_PATTERN})\\.? (?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?,? ${YEAR}(?!\\d))`,
    `(?<name>(?:${MONTH_PATTERN})(?![\\p{L}])\\.?(?: ?[,/-] ?| (?:de |of )?)?${YEAR}(?!\\d))`,
    `(?<apo>(?:${MONTH_PATTERN})\\.? ?[’'‘]\\d\\d(?!\\d))`,
    `(?<yname>${YEAR},? (?:${MONTH_PATTERN})(?![\\p{L}]))`,
    `(?<season>(?:spring|summer|fall|autumn|winter|sommer|herbst|frühjahr|été|hiver|verano|q[1-4]),? (?:of )?${YEAR}(?!\\d))`,
    `(?<year>${YEAR}(?![\\d%]))`,
    `(?<short>(?:0[1-9]|1[0-2])/\\d\\d(?![\\d/]))`,
    `(?<present>(?:${PRESENT})(?![\\p{L}]))`,
    `(?<month>(?:${MONTH_PATTERN})(?![\\p{L}])\\.?)`,
  ]
    .map((alternative) => `(?<![\\p{L}\\d])${alternative}`)
    .join('|'),
  'giu',
);
const RANGE_WORD =
  /^[\s\t]*(?:[-–—−‐‑~→]+|(?:un)?til[l]?|to|through|thru|and|&|bis|à|au|jusqu[’']à|a|al|hasta)[\s\t]*(?:the |la |l[’'])?$/i;
const SINCE = /(?:since|seit|depuis|desde|ab)\s+$/i;
const LEAD_IN = /(?:from|since|seit|von|depuis|de|desde|ab)\s+$/i;
const MAX_CHARS = 600;
const LONGEST_STAY_YEARS = 70;

/** The dates and ranges of a line, in order; `offset` is added to their places. Lines over 600 characters are prose: only their beginning is read. */
export function findDates(line: string, offset = 0): DateMention[] {
  const text = line.slice(0, MAX_CHARS);
  const points = [...text.matchAll(POINT)].flatMap((match) => readPoint(match));
  const mentions: DateMention[] = [];
  for (let index = 0; index < points.length; index += 1) {
    const first = points[index];
    if (first === undefined) break;
    const range = joinRange(text, first, points[index + 1]);
    if (range !== null) index += 1;
    const mention = range ?? single(text, first);
    if (mention !== null) mentions.push(shift(mention, offset));
  }
  return mentions;
}

function readPoint(match: RegExpExecArray): DatePoint[] {
  const groups = match.groups ?? {};
  const span = { start: match.index, end: match.index + match[0].length };
  const numbers = (match[0].match(/\d+/g) ?? []).map(Number);
  const [a = 0, b = 0, c = 0] = numbers;
  const month = monthNumber(/\p{L}{3,}/u.exec(match[0].replace(/\b(?:de|of)\b/g, ''))?.[0] ?? '') ?? 0;
  if (groups['iso'] !== undefined) return [dated(span, a, b, c)];
  if (groups['num'] !== undefined) return [numeric(span, match[0], numbers)];
  if (groups['ym'] !== undefined) return [dated(span, a, b)];
  if (groups['my'] !== undefined) return [dated(span, b, a)];
  if (groups['dmy'] !== undefined) return [dated(span, b, month, a)];
  if (groups['mdy'] !== undefined) return [dated(span, b, month, a)];
  if (groups['name'] !== undefined || groups['yname'] !== undefined) return [dated(span, a, month)];
  if (groups['apo'] !== undefined) return [dated(span, fullYear(a), month)];
  if (groups['season'] !== undefined) return [{ ...span, kind: 'date', year: numbers.at(-1) ?? 0 }];
  if (groups['year'] !== undefined) return [{ ...span, kind: 'year', year: a }];
  if (groups['short'] !== undefined) return [{ ...span, kind: 'short', year: fullYear(b), month: a }];
  if (groups['present'] !== undefined) return [{ ...span, kind: 'present', year: 0 }];
  return month === 0 ? [] : [{ ...span, kind: 'month', year: 0, month }];
}

function dated(span: Span, year: number, month: number, day?: number): DatePoint {
  if (month < 1 || month > 12) return { ...span, kind: 'date', year };
  const isDay = day !== undefined && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return isDay ? { ...span, kind: 'date', year, month, day } : { ...span, kind: 'date', year, month };
}

// 03/04/2019 is March to some and April to others: then the year is all that is sure. Dots mean day first.
function numeric(span: Span, words: string, [a = 0, b = 0, year = 0]: readonly number[]): DatePoint {
  if (words.includes('.') || a > 12 || a === b) return dated(span, year, b, a);
  if (b > 12) return dated(span, year, a, b);
  return { ...span, kind: 'date', year };
}

// '69 is 1969, '49 is 2049: nobody on a résumé worked before 1950.
function fullYear(twoDigits: number): number {
  return twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits;
}

function joinRange(text: string, first: DatePoint, second: DatePoint | undefined): DateMention | null {
  if (second === undefined || first.kind === 'present') return null;
  const between = text.slice(first.end, second.start);
  if (!isRangeWord(between, first, second)) return null;
  const from = withYearOf(first, second);
  if (from === null || second.kind === 'month') return null;
  const span = { start: leadIn(text, first.start), end: second.end };
  if (second.kind === 'present') {
    return { ...span, from: format(from), to: null, isCurrent: true, isRange: true };
  }
  const isOrdered = format(from).slice(0, 7) <= format(second).padEnd(7, '~').slice(0, 7);
  if (!isOrdered || second.year - from.year > LONGEST_STAY_YEARS) return null;
  return { ...span, from: format(from), to: format(second), isCurrent: false, isRange: true };
}

function isRangeWord(between: string, first: DatePoint, second: DatePoint): boolean {
  if (RANGE_WORD.test(between)) return true;
  // "2008 2010": a dash in a symbol font is lost on the way.
  if (first.kind === second.kind && first.kind !== 'month') return between === ' ';
  return second.kind === 'present' && /^,? $/.test(between) && first.kind !== 'month';
}

// "Jan – Mar 2019": the first month has the second's year.
function withYearOf(first: DatePoint, second: DatePoint): DatePoint | null {
  if (first.kind !== 'month') return first;
  return second.year === 0 || second.month === undefined ? null : { ...first, year: second.year };
}

function single(text: string, point: DatePoint): DateMention | null {
  if (point.kind !== 'date' && point.kind !== 'year') return null;
  const isCurrent = SINCE.test(text.slice(0, point.start));
  const start = isCurrent ? leadIn(text, point.start) : point.start;
  // A lone date is when something happened or ended, unless it says "since".
  const date = format(point);
  return {
    start,
    end: point.end,
    from: isCurrent ? date : null,
    to: isCurrent ? null : date,
    isCurrent,
    isRange: isCurrent,
  };
}

function leadIn(text: string, start: number): number {
  return start - (LEAD_IN.exec(text.slice(0, start))?.[0].length ?? 0);
}

function format({ year, month, day }: DatePoint): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  if (month === undefined) return String(year);
  return day === undefined ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

function shift(mention: DateMention, offset: number): DateMention {
  return { ...mention, start: mention.start + offset, end: mention.end + offset };
}
