import type { SalaryPeriod } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { currencyOf, currencyPattern } from './currencies.ts';
import { plausibleSalary } from './plausible-salary.ts';
import { readNumber } from './read-number.ts';

export type Salary = NonNullable<Posting['salary']>;

/** What is known from elsewhere: a currency or country for a bare "$", a period named in another column. */
export interface SalaryHints {
  readonly currency?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly period?: SalaryPeriod | null | undefined;
}

/** Longer texts are no salary fields; whole postings are not searched for money, because most sums in them are not pay. */
const LONGEST = 300;

const amount = String.raw`(?<cur%>${currencyPattern})?\s?(?<num%>\d[\d.,'’]*(?: \d{3}(?!\d))*)\s?(?<mult%>k|m|lpa|lakhs?|lacs?)?(?!(?!(?:p[/.]?(?:a|h|hr|w|d|cm)|per|wk|hr|yr)(?![\p{L}]))(?!per\s?ann?um)[\p{L}\d])\s?(?<after%>${currencyPattern}(?!\s?\d))?`;
const amountOf = (suffix: string): string => amount.replaceAll('%', suffix);
const salaryPattern = new RegExp(
  `(?<![\\p{L}\\d.,])${amountOf('1')}(?:\\s?(?:[a-z/.]{1,12}\\s?)?(?<sep>-{1,2}|to|and|up to|\\/|~)\\s?${amountOf('2')})?(?!\\s?%)`,
  'giu',
);

const periods: ReadonlyArray<readonly [SalaryPeriod, RegExp]> = [
  ['hour', /(?<!\p{L})(?:hour|hourly|hr|ph|phr|p\/h)\b|stunde/iu],
  ['day', /(?<!\p{L})(?:days?|daily|diem|pd)\b/iu],
  ['week', /(?<!\p{L})(?:weeks?|weekly|wk|pw)\b/iu],
  ['month', /(?<!\p{L})(?:months?|monthly|pcm|mth|monat|mois|p\.m)\b/iu],
  ['year', /(?<!\p{L})(?:years?|yearly|ann?um|per an|annual(?:ly)?|p\.?\s?a|yr|yrs|jahr|lpa|pa\/pr)\b/iu],
];

/** The period whose name stands first. */
export function readPeriod(text: string): SalaryPeriod | null {
  let first: { period: SalaryPeriod; at: number } | null = null;
  for (const [period, pattern] of periods) {
    const at = text.search(pattern);
    if (at >= 0 && (first === null || at < first.at)) first = { period, at };
  }
  return first?.period ?? null;
}

/**
 * A salary as people write it: "£27,373.50 to £34,510 pa", "$50-60k", "up to 80.000 € im Jahr". The first sum or range counts, bonuses and
 * percentages do not. Null for words ("Competitive", "Band 5"), for sums of no known currency or period, and for absurd ones.
 */
export function readSalary(written: string, hints: SalaryHints = {}): Salary | null {
  const text = tidy(written);
  for (const match of text.matchAll(salaryPattern)) {
    const { groups = {}, index } = match;
    const before = text.slice(0, index);
    const behind = text
      .slice(index + match[0].length)
      .replace(WORKING_TIME, ' ')
      .replace(SPAN_OF_TIME, ' ');
    if (
      /(?:bonus|ote|budget|turnover|\+|plus)\s?(?:of\s)?$/i.test(before) ||
      /^\s?(?:sign|bonus|welcome|relocation|hours\b)/i.test(behind)
    )
      continue;
    const symbol = groups['cur1'] ?? groups['after1'] ?? groups['cur2'] ?? groups['after2'];
    const currency = symbol === undefined ? (hints.currency ?? null) : currencyOf(symbol, hints);
    const ends = readEnds(groups);
    if (currency === null || ends === null || isJustANumber(groups, ends, behind)) continue;
    if (isPerPiece(behind)) return null;
    const period =
      impliedPeriod(groups) ??
      readPeriod(behind) ??
      readPeriod(before.replace(WORKING_TIME, ' ').replace(COUNTED_TIME, ' ')) ??
      hints.period ??
      null;
    const scale = inSmallUnits(ends, { groups, period }) ?? alongScale(ends, { groups, behind });
    return plausibleSalary({ ...openEnd(scale, before, behind), currency, period });
  }
  return null;
}

/** "37.5 hours per week" tells how long the week is, not what it pays. */
const WORKING_TIME =
  /\b\d[\d.]*\s?(?:hours?|hrs?)\b(?:\s?(?:per|an?|each|\/)?\s?(?:week(?:ly)?|wk|month|day|pw))?/gi;
/** "17 weeks off" behind a sum is time, not its period. */
const SPAN_OF_TIME = /\b\d+\s(?:days?|weeks?|months?|years?)\b/gi;
/** "Days: £19.29", "365 days": shifts and spans of time, which name no period of pay. */
const COUNTED_TIME = /\b\d+\s?(?:days?|weeks?|months?|years?)\b|\bdays?\s?:|\bdays\b/gi;

/** "$27.046/Hour": no hour pays in thousands, so the point is a decimal one. */
function inSmallUnits(
  { low, high }: Ends,
  { groups, period }: { groups: Groups; period: SalaryPeriod | null },
): Ends | null {
  const isPoint = (written: string | undefined): boolean => /^\d{1,3}\.\d{3}$/.test(written ?? '');
  if (period !== 'hour' || !isPoint(groups['num1'])) return null;
  return { low: low / 1_000, high: high !== null && isPoint(groups['num2']) ? high / 1_000 : high };
}

/** "£38,890 / £40,894 / £41,723": the points of a scale, of which the ends count. */
function alongScale(ends: Ends, { groups, behind }: { groups: Groups; behind: string }): Ends {
  if (groups['sep'] !== '/' || ends.high === null) return ends;
  const points = /^(?:\s?\/\s?[£€$]?\s?\d[\d.,]*)+/
    .exec(behind)?.[0]
    .split('/')
    .flatMap((point) => {
      const value = readNumber(point.replaceAll(/[^\d.,]/g, ''));
      return value === null ? [] : [value];
    });
  const top = Math.max(ends.high, ...(points ?? []));
  return top <= ends.low * 20 ? { low: ends.low, high: top } : ends;
}

/** Paid by the session, class or visit: nothing that a year could be made of. */
function isPerPiece(behind: string): boolean {
  const unit = /^\s?(?:per|\/)\s?(?:per\s)?(\d|\p{L}+)/iu.exec(behind)?.[1];
  return unit !== undefined && readPeriod(unit) === null;
}

function tidy(written: string): string {
  return (
    written
      .slice(0, LONGEST)
      .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
      .replaceAll(/[\s\u00a0]+/g, ' ')
      // The symbol alone in brackets, as forms print it; "$295(k)".
      .replaceAll(/\(([£€$])\)/g, '$1')
      .replaceAll(/(\d)\(k\)/gi, '$1k')
      .trim()
  );
}

type Groups = Readonly<Record<string, string | undefined>>;
interface Ends {
  readonly low: number;
  readonly high: number | null;
}

function readEnds(groups: Groups): Ends | null {
  const low = readNumber(groups['num1'] ?? '');
  const high = groups['num2'] === undefined ? null : readNumber(groups['num2']);
  if (low === null || (groups['num2'] !== undefined && high === null)) return null;
  const highFactor = factorOf(groups['mult2']);
  // "$50-60k": the k stands for both, unless the first is thousands already.
  const lowFactor =
    groups['mult1'] === undefined && high !== null && low < 1_000 ? highFactor : factorOf(groups['mult1']);
  const ends = { low: low * lowFactor, high: high === null ? null : high * highFactor };
  // "£16.65 per hour / £36,000 a year" is one salary told twice.
  if (groups['sep'] === '/' && ends.high !== null && ends.high > ends.low * 20)
    return { low: ends.low, high: null };
  return ends.high !== null && ends.low > ends.high ? { low: ends.high, high: ends.low } : ends;
}

function factorOf(multiplier: string | undefined): number {
  const letter = multiplier?.toLowerCase() ?? '';
  if (letter === 'k') return 1_000;
  if (letter === 'm') return 1_000_000;
  return letter === '' ? 1 : 100_000;
}

const impliedPeriod = (groups: Groups): SalaryPeriod | null =>
  /^lpa$/i.test(groups['mult1'] ?? groups['mult2'] ?? '') ? 'year' : null;

/** Without a currency or a period beside it, "5" in "Band 5" is no pay; "24000", "25k" and "9.35 per hour" are. */
const isJustANumber = (groups: Groups, { low }: Ends, behind: string): boolean =>
  low < 1_000 &&
  ['cur1', 'cur2', 'after1', 'after2', 'mult1', 'mult2'].every((name) => groups[name] === undefined) &&
  readPeriod(behind.slice(0, 12)) === null;

function openEnd(
  { low, high }: Ends,
  before: string,
  behind: string,
): { min: number | null; max: number | null } {
  if (high !== null) return { min: low, max: high };
  if (/(?:up to|to|maximum|max\.?|bis(?: zu)?|jusqu'à)\s?$/i.test(before)) return { min: null, max: low };
  if (
    /(?:from|start(?:s|ing)?(?: (?:salary|pay|rate|wage))?(?: is| at| from)?|minimum|min\.?|at least|ab)\s?(?:of\s)?:?\s?$/i.test(
      before,
    ) ||
    /^\s?(?:\/\s?\p{L}{1,5})?\+(?!\s?(?!per|an? )\p{L}{3})/u.test(behind)
  ) {
    return { min: low, max: null };
  }
  return { min: low, max: low };
}
