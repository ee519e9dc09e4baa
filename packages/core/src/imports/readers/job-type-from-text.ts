import type { JobType } from '@access/contracts/enums';

import { readJobType } from './read-terms.ts';

/** Beyond this much text no posting states its terms. */
const SCANNED = 20_000;

/** Kinds of work that titles and texts name and fields do not: casual work, cover for somebody's leave, relief, the staff bank of a health service. */
const COVER =
  /\b(?:casual(?! (?:dining|restaurant|wear|dress|games?))|flexibank|contracted|zero[\s-]hours?)\b|\b(?:maternity|paternity|parental leave|sick(?:ness)?|leave) cover\b|\brelief\b(?! (?:fund|effort|program|organi))|\bftc\b/i;

/** The staff bank of the British health service is work as and when; banks that lend money have other titles. */
const STAFF_BANK =
  /^\W*bank\b(?=.*\bband \d)|^\W*bank\b(?! (?:of|teller|branch|examin|reconcil|compliance|secrecy|relation|managers?\b|officers?\b|loan|credit|account|audit|treasury|president|product|partner|operations|fraud|risk|representative|associates?\b|cashier|financial|sales|project|analyst|protection|security))|\((?:the )?bank\)|\b(?:nurs(?:e|ing)|staff|medical|trust|locum) bank\b|\bbank (?:staff|shifts?|contract|registered|nurs(?:e|es|ing)|hcas?|health ?care|support worker|band \d|band [a-d]|rmn|rgn|midwi|doctor|occupational|physio|theatre|mental health)\b|\bband \d[a-d]?,? bank\b|\s[-–]\s?bank\s*$|\(bank\)|\b(?:working|join(?:ing)?) (?:on |in |for |our |the )*(?:[\w ]{0,30} )?bank\b(?! (?:of|holiday))/i;

/** Things called after contracts and interns: the title is about them. */
const ABOUT_TERMS =
  /\b(?:contracts?|temp|intern|apprentice(?:ship)?)s?[\s-](?:manager|management|administrator|specialist|officer|lawyer|supervisor|coordinator|negotiator|engineer|analyst|lead|assessor|tutor|recruiter|admin|buyer|support|manufactur\w+|research|review\w*|drafting|furniture|packaging|logistics|compliance|performance|surveyor|executive|director|accountant|counsel|attorney|paralegal)\b|\bcontractors? (?!to\b|role\b|position\b|\()\w+|\bfreelance(?:rs?)? (?:platform|market)\w*/gi;

/** A field inside the text. */
const FIELD =
  /(?:job|employment|contract|position|work|appointment) (?:types?|status|basis)\s?:?\s?\n?([^\n]{1,60})/gi;

/** Where a text says of the post itself what kind of work it is; the kind stands in what is matched. */
const STATEMENTS: readonly RegExp[] = [
  /^\s*(?:schedule|hours|status|type|contract|basis|work(?:ing)? pattern|position type)\s?[:–-]?\s((?:full|part|fixed|temporary|permanent|seasonal|contract)[^\n]{0,40})$/gim,
  /\b(?:this|the|our) (?:(?:is|post|position|role|job|vacancy|contract|opportunity|recruitment|appointment|successful|advertised|offered|will|be|are|an?|as|on|for|currently|initially|basis|both|either)\s)+((?:[\w(),-]+\s){0,3}?(?:full|part)[\s-]time\b[^.\n]{0,40}|(?:[\w(),-]+\s){0,4}?(?:fixed[\s-]term|temporary|secondment|seasonal|locum|per[\s-]diem|zero[\s-]hours?)\b[^.\n]{0,40})/gi,
  /\b(?:seeking|recruit(?:ing)?|look(?:ing)? for|hiring|vacanc(?:y|ies) for|opportunit(?:y|ies)(?: has| have)?(?: arisen)? for|require|appoint)\s(?:(?:an?|our|to|\d+|x|two|several|[a-z]+,?)\s){0,4}?((?:full|part)[\s-]time|fixed[\s-]term|temporary|seasonal|locum|bank)\b/gi,
  /\b((?:full|part)[\s-]time|fixed[\s-]term|temporary|seasonal|freelance)\s(?:(?!and\b|or\b)[a-z]+\s){0,4}?(?:positions?|posts?|roles?|vacanc(?:y|ies)|contract|appointment|opportunity)\b/gi,
  /\bon an? ((?:full|part)[\s-]time|fixed[\s-]term|temporary|seasonal|locum)\b[^.\n]{0,20}\bbasis\b/gi,
  /^(?=[^\n]{0,90}$).*(?:^|[-–,(]\s?)((?:full|part)[\s-]time|fixed[\s-]term)(?=\s?(?:[-–,()]|$))/gim,
  /\|\s*((?:full|part)[\s-]time|permanent|fixed[\s-]term|temporary)\b[^|\n]{0,20}(?=\||$)/gim,
];

/** A choice, which says nothing certain: "full-time employee or contract", "full and part time". */
const EITHER =
  /\b(?:full|part)[\s-]time\b[^.\n]{0,25}(?:\bor\b|\band\b|&|\/)[^.\n]{0,20}\b(?:contract|temporary|flexible)\b|\b(?:flexible|permanent|contract)\b[^.\n]{0,15}(?:\bor\b|\/)[^.\n]{0,15}\b(?:full|part)[\s-]time\b|\bfull\s?(?:and|or|\/|&)\s?part[\s-]time\b/i;
const isChoice = (text: string): boolean =>
  EITHER.test(text) || (/\bfull[\s-]?time\b/i.test(text) && /\bpart[\s-]?time\b/i.test(text));
/** "For a part-time post the salary will …", "not just a seasonal job", "willing to consider part time". */
const CONDITIONAL =
  /^\W*(?:for|if|where) (?:an? )?(?:full|part)[\s-]time\b|\bnot (?:just |only )?an? (?:seasonal|temporary)\b|\b(?:willing|able|happy) to (?:consider|offer)\b/i;
/** What would be considered besides. */
const CONSIDERED =
  /\b(?:part|full)[\s-]time (?:work |working |hours |applications? |applicants |candidates |options? |or job share )*(?:\([^)]*\) )?(?:would|will|may|can|could|might)(?: also)? be (?:considered|welcome|available|possible)/gi;

/** Weekly hours: from 35 a full post, up to 30 a part of one. */
const WEEKLY_HOURS =
  /(?:\b(?:weekly )?hours?(?: of work)?\s?[:–-]\s?(?<after>\d{1,2}(?:\.\d{1,2})?)\b(?!\s?[:ap])|\b(?<before>\d{1,2}(?:\.\d{1,2})?)\s?(?:hours?|hrs?)(?: (?:per|a|each)\s|\s?\/\s?|\s)(?:week\b|wk\b|pay period\b|\(\d+))/gi;
const OTHER_HOURS =
  /\b(?:office|remote|travel|study|supervision|overtime|additional|service|open|unit|cover|volunteer|training|teaching|week lectures?)\b/i;

/** The kind of work from a title, then from where a text states it of the post; a text that offers several says nothing. */
export function jobTypeFromText(title: string, text: string): JobType | null {
  return typeOfTitle(title) ?? typeStated(text.slice(0, SCANNED));
}

function typeOfTitle(title: string): JobType | null {
  if (isChoice(title)) return null;
  const named = readJobType(title.replaceAll(ABOUT_TERMS, ''));
  if (named !== null) return named;
  return COVER.test(title) || STAFF_BANK.test(title) ? 'contract' : null;
}

/** Fields decide where there are any; otherwise what stands first in {@link readJobType}'s order. Full and part time together are a choice. */
function typeStated(text: string): JobType | null {
  const sure = text.replaceAll(CONSIDERED, '');
  const fields = new Set(
    [...sure.matchAll(FIELD)].flatMap(([match, value]) =>
      isChoice(match) ? [] : (typeNamed(value ?? '') ?? []),
    ),
  );
  const [only] = fields;
  if (isChoice([...sure.matchAll(FIELD)].map(([match]) => match).join(' '))) return null;
  if (only !== undefined) return fields.size === 1 ? only : null;
  const stated = new Set(sure.split('\n').flatMap(typesIn));
  if (stated.size === 0) return typeByHours(sure);
  if (stated.has('full_time') && stated.has('part_time')) return null;
  return ORDER.find((type) => stated.has(type)) ?? null;
}

const ORDER = ['internship', 'part_time', 'contract', 'full_time'] as const;

function typesIn(line: string): JobType[] {
  if (isChoice(line) || CONDITIONAL.test(line)) return [];
  const types = STATEMENTS.flatMap((pattern) =>
    [...line.matchAll(pattern)].flatMap(([, value]) => typeNamed(value ?? '') ?? []),
  );
  return types.length === 0 && BANK_LINE.test(line) ? ['contract'] : types;
}

/** A line of text has banks of other kinds in it, so that the staff's own must be what one joins. */
const BANK_LINE =
  /\b(?:bank (?:staff|workers?)|(?:nurs(?:e|ing)|staff|medical) bank|join(?:ing)? (?:our|the) (?:[\w ]{0,40} )?bank|bank (?:registered|staff) nurse|working bank|bank (?:vacancy|post|position|role|basis)|hours?: bank)\b|\btemporary work placement|\s[-–]\s?bank\s*$/i;

const typeNamed = (value: string): JobType | null =>
  /\bbank\b/i.test(value) ? 'contract' : readJobType(value.replace(/\bP ermanent\b/, 'Permanent'));

function typeByHours(text: string): JobType | null {
  const types = new Set<JobType | null>();
  for (const { groups = {}, index, 0: match } of text.matchAll(WEEKLY_HOURS)) {
    const line =
      text.slice(text.lastIndexOf('\n', index) + 1, index + match.length + 40).split('\n', 1)[0] ?? '';
    if (OTHER_HOURS.test(line)) continue;
    const hours = Number(groups['after'] ?? groups['before']);
    types.add(hours >= 35 && hours <= 48 ? 'full_time' : hours > 0 && hours <= 30 ? 'part_time' : null);
  }
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : null;
}
