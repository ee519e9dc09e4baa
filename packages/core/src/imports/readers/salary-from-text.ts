import { readPeriod, readSalary, type Salary, type SalaryHints } from './read-salary.ts';

/** Beyond this much text no posting states its pay. */
const SCANNED = 30_000;
/** Longer lines are paragraphs, of which the sentences are looked at. */
const LONGEST_LINE = 200;

const MONEY =
  /[£$€₹]\s?\d|\d[\d,.]*\s?(?:k\b|[£€]|(?:USD|EUR|GBP|CHF|CAD|AUD|PLN|SEK)\b)|\b(?:USD|EUR|GBP|CHF|CAD|AUD|PLN|SEK)\s?\d/i;

/** Words that make a sum the pay of this job. */
const PAY =
  /\b(?:salar(?:y|ies)|pay(?:s|ing)?|paid|wages?|compensation|remuneration|(?:hourly|daily|day|pay) rate|rate(?: of pay)?(?= is|:| per)|hiring (?:range|minimum|rate)|gehalt|salaire|salario)\b/i;

/** Words that make a sum something else: what is given besides, what is taken away, what others are worth. */
const NOT_PAY =
  /\b(?:bonus(?:es)?|benefits?|allowances?|training|under|average|reimburse\w*|reimbursement|insurance|deductible|supplements?|tax free|maximum payment|minimum payment|mile|miles|401\s?\(?k\)?|403\s?\(?b\)?|pensions?|budgets?|turnover|revenue|discount\w*|relocat\w*|vouchers?|fees?|parking|charges?|cost|costs|valued|worth|value|raised|funding|invest\w*|million|billion|stipend|golden hello|welcome|sign[- ]?(?:on|ing)|joining|referral|refer|recommend|potential|ote|commission only|up to \d+ ?% |contribution|supplement|premium|tuition|expenses|mileage|per game|saves?|saving|deducted|instal\w*|masterplan|contracts?|projects?|portfolio|loans?|sales of|assets?|sick pay|maternity|enhance\w*)\b/i;

/** Behind a sum: what it is paid for is no span of time, or it is a one-off. */
const NOT_PAY_BEHIND =
  /^[^\d]*[\d.,]+k?(?:\s?(?:-|–|to)\s?[£$€]?[\d.,]+k?)?\+?\s(?:(?!plus|and|with)\w+ )?(?:income potential|sign[- ]?on|bonus|budget|in (?:bonus|tips))/i;

/** Sums that go the other way. */
const DEDUCTED = /\b(?:deduct(?:ed|ion)s?|recovered?|levies|charge of)\b/i;

/** What is paid for these is no base pay; in a title they are the shift. */
const SHIFTS = /\b(?:nights?|sun(?:days?)?|sat(?:urdays?)?|weekends?|bank hol\w*|overtime)\b/i;

/** A line that begins with its range, after at most a place or grade ("Colorado: $157,300", "Band E (APP)- £40,000"), or with a sum for a full post. */
const BARE =
  /^\W{0,3}(?:[\p{L}\d (),./-]{0,30}[:–-]\s?|[\p{L} ]{2,20},\s?[A-Z]{2}\s)?[£$€]\s?\d[\d.,]*\s?k?\s?(?:-|–|to)\s?[£$€]?\s?\d|^\W{0,3}(?:up to |from )?[£$€]\d{2,3},?\d{3}(?:\.\d\d)?\s*(?:pro[\s-]rata|wte|fte)\b/iu;
/** A title sells a job by its pay alone: "CRNA | $310k, 17 weeks off", "Engineer $110-155k", "Coordinator, $22.00". */
const TITLE_SUM =
  /(?:^|[|(]|[\s,][–-]|[–-]\s)\s*(?:up to )?[£$€]\s?\d{2,3}(?:\.\d)?\s?\(?k\b|[£$€]\d{2,3}(?:\.\d)?k?\s?[-–]\s?[£$€]?\d{2,3}(?:\.\d)?\s?k\b|\([£$€]\d{2,3},\d{3}\s?[-–]\s?[£$€]?\d{2,3},\d{3}\)|[,|–-]\s*[£$€]\d{2}\.\d{2}\)?\s*$/i;

/**
 * The pay that title or text of a posting state, for one whose source has no field for it. Only what is called pay counts, or a line
 * that is nothing but a range or a sum with its period; the first such line wins, since further ones tell other places or grades.
 */
export function salaryFromText(title: string, text: string, hints: SalaryHints = {}): Salary | null {
  const inTitle = sumIn(title, (line) => (isTitleSum(line) ? line : payIn(line)), hints);
  if (inTitle !== null) return inTitle;
  for (const line of text.slice(0, SCANNED).split(/\n+/).flatMap(sentences)) {
    const salary = sumIn(line, (each) => (SHIFTS.test(beforeSum(each)) ? null : payIn(each)), hints);
    if (salary !== null) return salary;
  }
  return null;
}

const isTitleSum = (title: string): boolean =>
  TITLE_SUM.test(title) && !NOT_PAY_BEHIND.test(title) && !NOT_PAY.test(beforeSum(title));

function sumIn(line: string, stretch: (line: string) => string | null, hints: SalaryHints): Salary | null {
  if (!MONEY.test(line) && !(PAY.test(line) && /\d/.test(line))) return null;
  const stated = stretch(line);
  return stated === null ? null : readSalary(stated, hints);
}

const beforeSum = (line: string): string => line.slice(0, Math.max(0, line.search(/[£$€]\s?\d/)));

/** Cut after full stops and semicolons that end a sentence, not inside "p.a." or "£9.21". */
const sentences = (line: string): string[] =>
  line.length <= LONGEST_LINE ? [line] : line.split(/(?<=[a-z)]{2}[.;!?])\s+(?=[A-Z£$€])/);

/**
 * The stretch of a line that speaks of pay: from the word for it on, or a line that holds little but a sum. Null where what stands before
 * the sum makes it another one.
 */
function payIn(line: string): string | null {
  if (DEDUCTED.test(line)) return null;
  for (const { index } of line.matchAll(
    new RegExp(`(?:(?:hourly|daily|weekly|monthly|annual|yearly) )?(?:${PAY.source})`, 'gi'),
  )) {
    const from = line.slice(index);
    const sum = from.search(/\d/);
    if (sum < 0) break;
    if (!NOT_PAY.test(from.slice(0, sum).replace(/^\w+(?: &| and|,) benefits/i, '')))
      return NOT_PAY_BEHIND.test(from) ? null : from;
  }
  // "… + excellent benefits" is told besides.
  const core = line.replace(/\s(?:\+|plus|&|and|with)\s(?!per\b).*$/i, '');
  if (NOT_PAY.test(core) || NOT_PAY_BEHIND.test(core)) return null;
  return BARE.test(line) || readPeriod(core) !== null ? line : null;
}
