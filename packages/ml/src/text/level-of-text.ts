import type { ExperienceLevel } from './experience-level.ts';
import { levelOfTitle } from './level-of-title.ts';

const SCANNED = 20_000;
const MAX_REQUIRED_YEARS = 15;
/** Under two years a beginner, from five on a senior. */
const MID_YEARS = 2;
const SENIOR_YEARS = 5;

const NUMBER_WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const COUNT = `(?<![\\d.,$£€])(?:(?<digits>\\d{1,2}(?:\\.\\d)?)|(?<word>${NUMBER_WORDS.join('|')})(?:\\s*\\(\\d{1,2}\\))?)`;
const SPAN = `(?: full)?[\\s-]*(?:\\+|plus|or more)?[\\s-]*(?:(?:-|–|to)\\s*\\d{1,2}\\s*\\+?\\s*)?(?<unit>years?|yrs?\\.?|months?|년)(?:\\(s\\))?['’]?s?`;
/** "5+ years of … experience", "two years post qualification experience", "experience: 3 years". */
const EXPERIENCE = [
  new RegExp(
    `\\b(?:minimum (?:of )?)?${COUNT}${SPAN},?\\s+(?:of\\s+|in\\s+)?(?:(?!(?:degrees?|diplomas?|years?|course)\\b)[\\w/&,'’().-]+\\s+){0,9}?(?:experience|exp\\b)`,
    'g',
  ),
  new RegExp(
    `\\bexperience(?: level| required| needed)?\\s*(?::|of|for|-|–|\\()\\s*(?:at least |a minimum of |minimum )?${COUNT}${SPAN}(?!\\s+old)`,
    'g',
  ),
  new RegExp(`${COUNT}\\s?년 이상`, 'g'),
];
const BOAST =
  /\b(?:maximum of|no more than|our|we have|we've|company|founded|combined|serving|firm|over the (?:last|past)|for (?:over|more than)|history|agent|team has|within the last)\b/;

/** What may stand for experience asks for none of its own. */
const SUBSTITUTE = /\bsubstitut\w+ for\b|\bin lieu of\b/;

const WANTED = String.raw`\b(?:seeking|seeks?|recruit(?:ing)?|(?:look|search)(?:ing)? (?:for|to (?:recruit|appoint|hire))|hiring(?! managers?)|require|appoint|vacancy for|vacancies for|opportunit(?:y|ies)(?:[^.\n]{0,80}?),? for|applications? (?:from|for)|(?:the )?(?:post|position|role) of|(?:(?:work|join us|act|start) as|be) one of|join [^.\n]{0,90}? as(?= an? ))(?: for)?`;
/** Up to eight words may describe the post before its rank, but none that leads to somebody else ("to support senior managers"). */
const WANTED_RANK = new RegExp(
  `${WANTED} (?:(?!(?:with|to|who|whom|under|from|alongside|support\\w*|report\\w*|by|of|and your|our)\\b)[\\w,&/'’()-]+ ){0,8}?(?<rank>senior|sr|junior|graduate|trainee|lead|principal|bands? \\d[a-d]?)s?\\b(?! (?:managers?|leaders?|leadership|team|staff members?|executives?|living|housing|citizens?|level|degree|school|with))`,
);
const ENTRY =
  /(?<!\bfrom )\bentry[- ]level\b(?! engineer)|\bno (?:prior |previous )?experience (?:is )?(?:needed|required|necessary)\b|\b(?:recent|new|fresh) graduates?\b(?! (?:nurse )?program)|\bsuitable for (?:newly qualified|graduates)\b|\b(?:projected|expected|expecting) to graduate\b|\b(?:pursuing|enrolled in|working towards) (?:an? )?(?:undergraduate|bachelor|associate|college|university)|\bno experience\s?(?:=|\?)/;
const SENIOR =
  /\b(?:as|be) an? (?:key |proactive |valued )?senior (?:member|engineer|developer|leader)\b|\bmember of our senior leadership\b|\bthis (?:is an? (?:key |exciting |pivotal |challenging )*senior|(?:key |pivotal )?senior) (?:role|post|position)\b|\b(?:work|working|practi[cs]e|operat\w+|experience|achievements?|background)\b[^.\n]{0,60} at (?:a )?senior level\b/;
/** "A Senior Health Care Assistant is required". */
const REQUIRED_RANK =
  /^\s*an? (?<rank>senior|junior|graduate|trainee|lead|principal|band \d[a-d]?)\b[^.\n]{0,60} is (?:required|needed|sought)\b/m;
/** A grade told at the head, where the post is named: "Staff Nurse | Band 5", "our band 6 rotation", "Salary: Band 6". */
const HEAD = 400;
const BANDED =
  /(?<!\b(?:equivalent|at|above|below|into|from|of|other|to|supervis\w+|all|your) )\bbands? (?:[2-7]|8[a-d]|9)\b(?! (?:experience|level|or above|staff|and above))/;
/** A first line that is the title once more. */
const TITLE_LINE =
  /^\s*(?:job title(?: and grade)?\s*:\s*)?(?=(?:senior|sr\.?|junior|lead|principal|graduate|trainee|apprentice|band \d[a-d]?)\b)(?<title>[^\n.!?:;]{5,100})$/i;

/** A first line in capitals is a heading, and then mostly the title. */
const isShouted = (line: string): boolean =>
  line.length <= 120 && /\p{Lu}{4}/u.test(line) && !/\p{Ll}{3}/u.test(line);

/** The level that a text asks for: a rank it seeks, years of experience, or words for beginners; null where it says none. */
export function levelOfText(text: string): ExperienceLevel | null {
  const head = text.slice(0, SCANNED);
  const first = head.trimStart().split('\n', 1)[0] ?? '';
  const title = isShouted(first) ? first : TITLE_LINE.exec(first)?.groups?.['title'];
  const told = title === undefined ? null : levelOfTitle(title);
  if (told !== null) return told;
  const folded = head.toLowerCase().replace(/[^\S\n]+/g, ' ');
  // The words from the verb to the rank: in "a Band 3 Senior Support Worker" the band decides.
  const wanted = levelOfTitle((WANTED_RANK.exec(folded) ?? REQUIRED_RANK.exec(folded))?.[0] ?? '');
  if (wanted !== null) return wanted;
  const byYears = levelOfYears(folded);
  if (byYears !== null) return byYears;
  if (SENIOR.test(folded)) return 'senior';
  const graded = levelOfTitle(BANDED.exec(folded.slice(0, HEAD))?.[0] ?? '');
  if (graded !== null) return graded;
  return ENTRY.test(folded) ? 'entry' : null;
}

/** The level that the asked years of experience stand for, or null where none are asked for. */
export function levelOfYears(text: string): ExperienceLevel | null {
  const years = requiredYears(text.toLowerCase());
  if (years === null) return null;
  if (years < MID_YEARS) return 'entry';
  return years < SENIOR_YEARS ? 'mid' : 'senior';
}

/** The most years any line asks for, of alternatives in one sentence the first; a firm's own "over 30 years of experience" is no requirement. */
function requiredYears(folded: string): number | null {
  let most: number | null = null;
  for (const sentence of folded.split(/\n|(?<=[a-z)])\.\s/)) {
    const years = SUBSTITUTE.test(sentence) ? null : yearsIn(sentence);
    if (years !== null && years <= MAX_REQUIRED_YEARS) most = Math.max(most ?? 0, years);
  }
  return most;
}

function yearsIn(sentence: string): number | null {
  let first: { at: number; years: number } | null = null;
  for (const pattern of EXPERIENCE) {
    for (const match of sentence.matchAll(pattern)) {
      if (BOAST.test(sentence.slice(Math.max(0, match.index - 50), match.index))) continue;
      if (first === null || match.index < first.at)
        first = { at: match.index, years: yearsOf(match.groups ?? {}) };
    }
  }
  return first?.years ?? null;
}

function yearsOf(groups: Readonly<Record<string, string | undefined>>): number {
  const { digits, word, unit = '' } = groups;
  const count = digits === undefined ? NUMBER_WORDS.indexOf(word ?? '') + 1 : Number(digits);
  return unit.startsWith('month') ? count / 12 : count;
}
