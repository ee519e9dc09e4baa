import { singular } from '../text/index.ts';
import { TITLE_ABBREVIATIONS, TITLE_COMPOUNDS, TITLE_STOP_WORDS } from '../text/title-vocabulary.ts';

/** A title taken apart: what the work is, which of several like posts it is, and on what terms. Each list is sorted and without repeats. */
export interface TitleFacts {
  readonly words: readonly string[];
  /** Ranks, grades, numbers, shifts: "Band 5" and "Band 6", "Engineer II" and "Engineer III", day and night are different vacancies. */
  readonly marks: readonly string[];
  /** Hours and contract: often told in one place and left out in another. */
  readonly terms: readonly string[];
  /** Pay named in the title, as digits: two assignments of an agency may differ in nothing else. */
  readonly amounts: readonly string[];
}

const LONGEST_TITLE = 300;

const RANKS: ReadonlySet<string> = new Set(
  (
    'senior junior mid lead principal head chief deputy assistant associate trainee apprentice apprenticeship graduate ' +
    'intern internship student entry experienced expert distinguished staff advanced intermediate supervisor supervisory'
  ).split(' '),
);
const SHIFTS: ReadonlySet<string> = new Set(
  'day night evening weekend morning afternoon overnight twilight'.split(' '),
);
const ROMAN: ReadonlyMap<string, string> = new Map([
  ['i', '1'],
  ['ii', '2'],
  ['iii', '3'],
  ['iv', '4'],
  ['v', '5'],
]);
const ORDINALS: ReadonlyMap<string, string> = new Map([
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
]);

/** What is said about applying, not about the post: gender marks, reference numbers, pay, calls to apply. */
const NOISE: readonly RegExp[] = [
  /\(?\b(?:all genders|any gender)\b\)?/g,
  /(?<![a-z0-9])(?:m|f|w|h|d|x)\s*[/|*]\s*(?:m|f|w|h|d|x)(?:\s*[/|*]\s*(?:d|x|m|w|f|nb|i|div))?(?![a-z0-9])/g,
  /\b(?:job|req(?:uisition)?|ref(?:erence)?|posting|vacancy)\s*(?:id|no|number|code)?[.:#\s-]*[a-z]{0,4}[-_]?\d[\w-]*/g,
  /#\s*[\w-]*\d{3}[\w-]*|\b[a-z]{1,4}[-_]?\d{5,}\b|\b\d{5,}\b/g,
  /(?:\b(?:up to|from|to)\s*)?[£$€]\s*\d[\d,.]*\s*[km]?\b(?:\s*(?:-|to|–)\s*[£$€]?\s*\d[\d,.]*\s*[km]?\b)?(?:\s*(?:\/|per|an?)\s*(?:hr|hour|year|yr|day|week|annum))?/g,
  /\bcopy of\b|_copy(?![a-z])/g,
  /\b(?:now hiring|hiring now|hiring|urgent(?:ly)?|immediate start|sign[\s-]?on bonus|visa sponsorship|apply now|new)\b/g,
];

/** Phrases that stand for one token. `terms:` and `mark:` say what they become. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bfull[\s-]?time\b/g, ' terms:fulltime '],
  [/\bpart[\s-]?time\b/g, ' terms:parttime '],
  [/\b(?:fixed[\s-]term(?:\s+contract)?|ftc|temporary|temp|interim)\b/g, ' terms:temporary '],
  [/\b(?:permanent|perm|regular|substantive)\b/g, ' terms:permanent '],
  [/\blocum\b/g, ' terms:locum '],
  [/\b(?:maternity|parental)(?:\s+leave)?(?:\s+cover)?\b/g, ' terms:cover '],
  [/\b(?:per[\s-]diem|prn|casual|zero[\s-]hours?|as[\s-]needed)\b/g, ' terms:casual '],
  [/\b(?:contract|contractor|freelance|secondment|seasonal)\b/g, ' terms:contract '],
  [
    /\bbank\b(?=\s+(?:staff|registered|nurse|health|hca|support|midwife|theatre|domestic|porter|operating|only))|(?<=[-–(,]\s*)bank\b/g,
    ' terms:bank ',
  ],
  [
    /\b(?:fully\s+|100%\s+)?remote(?:ly)?\b(?!\s+(?:sensing|support|monitoring|pilot))|\b(?:home[\s-]based|work(?:ing)?[\s-]from[\s-]home|wfh)\b/g,
    ' terms:remote ',
  ],
  [/\bhybrid\b/g, ' terms:hybrid '],
  [/\bon[\s-]?site\b/g, ' terms:onsite '],
  [/\bbands?\s*(\d)\s*([a-d])?\b/g, ' mark:band$1$2 '],
  [/\b(?:grade|level|tier|step|gs)[\s-]*(\d{1,2})\b/g, ' mark:$1 '],
  [/\b(?:mid[\s-]level)\b/g, ' mid '],
  [/\bentry[\s-]level\b/g, ' entry '],
  [/(\d+(?:\.\d+)?)\s*(?:hours?|hrs?|hpw)\b(?:\s*(?:per|a|\/)\s*(?:week|day|month))?/g, ' mark:$1h '],
];

const WORD =
  /(?:terms|mark):[a-z0-9.]+|(?<![a-z0-9])\.net(?![a-z])|[\p{L}\p{N}]+(?:\.(?:js|net|io|ai|\d+))?(?:\+\+|#)?/gu;

/** Takes a title apart: order, case, accents, plurals and common abbreviations do not matter. */
export function readTitle(title: string): TitleFacts {
  const words = new Set<string>();
  const marks = new Set<string>();
  const terms = new Set<string>();
  for (const token of tokensOf(title)) {
    if (token.startsWith('terms:')) terms.add(token.slice(6));
    else if (token.startsWith('mark:')) marks.add(token.slice(5));
    else if (isMark(token)) marks.add(token);
    else words.add(token);
  }
  return {
    words: [...words].toSorted(),
    marks: [...marks].toSorted(),
    terms: [...terms].toSorted(),
    amounts: amountsOf(title),
  };
}

function amountsOf(title: string): string[] {
  const amounts = [...title.slice(0, LONGEST_TITLE).matchAll(/[£$€]\s*(\d[\d,.]*)/g)];
  return [...new Set(amounts.map(([, amount = '']) => amount.replace(/\D/g, '')))].toSorted();
}

function tokensOf(title: string): string[] {
  const cleaned = cleanTitle(title);
  const found = [...cleaned.matchAll(WORD)]
    .flatMap(([word]) => (TITLE_ABBREVIATIONS.get(word) ?? word).split(' '))
    .map((word) => ORDINALS.get(word) ?? word.replace(/^\./, ''))
    .filter((word) => !TITLE_STOP_WORDS.has(word));
  return found.map((word) => (ROMAN.has(word) ? `mark:${ROMAN.get(word) ?? ''}` : toSingular(word)));
}

const toSingular = (word: string): string => {
  const one = singular(word);
  return TITLE_ABBREVIATIONS.get(one) ?? one;
};

const isMark = (word: string): boolean => RANKS.has(word) || SHIFTS.has(word) || /\d/.test(word);

function cleanTitle(title: string): string {
  let text = title
    .slice(0, LONGEST_TITLE)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/\b(?:u\.s\.|u\.k\.)/g, ' ')
    .replace(/(?<=\b[a-z])\.(?=[a-z]\b)/g, '')
    .replace(/\bc\s?\+\+/g, 'c++')
    .replace(/\bc\s?sharp\b/g, 'c#');
  for (const [pattern, compound] of TITLE_COMPOUNDS) text = text.replace(pattern, compound);
  for (const noise of NOISE) text = text.replace(noise, ' ');
  for (const [pattern, token] of PHRASES) text = text.replace(pattern, token);
  return text;
}
