import type { ExperienceLevel } from './experience-level.ts';

const LONGEST_TITLE = 300;

const NOT_RANK =
  /\bsenior (?:living|citizens?|care (?:home|cent(?:er|re)|community|facility)|cent(?:er|re)|housing|adults?|services cent(?:er|re))\b|\bjunior (?:high|school|college)\b|\blead (?:generation|gen)\b|\blead[- ](?:based|free|acid)\b|\b(?:executive|personal) (?:assistant|secretary|pa)\b.*|\bassistant to the .*|\bjunior (?:sister|charge nurse)\b|\bstaff (?:nurse|accountant|assistant|pharmacist|attorney|member|writer|rn|registered|physio\w*|midwife)\b|\bpresident'?s? (?:office|assistant)\b|\b(?:student|graduate) (?:services|affairs|support|success|loans?|housing|records|life|admissions|programs? (?:managers?|directors?|coordinators?|administrators?|specialists?)|school|studies|medical education|education|advis\w+|recruit\w+|experience)\b/g;

/** Bands of the NHS: a formal grade, which decides before any word. Of two bands the lower counts. */
const BANDS: readonly (readonly [ExperienceLevel, RegExp])[] = [
  ['entry', /\bbands? [1-4](?![\da-d])/],
  ['mid', /\bbands? [56](?![\da-d])/],
  ['senior', /\bbands? (?:7|8(?: ?[ab])?)(?![\da-d])/],
  ['executive', /\bbands? (?:8 ?[cd]|9)(?![\da-d])/],
];

const SPECIALTY =
  '[a-z]*(?:(?<!techn|method|bi|ec|ge)olog(?:y|ist)|iatr(?:y|ist|ician|ics)|anaesthe\\w+|anesthe\\w+|surgery|surgeon|medicine|physician|oncology|stroke|neuro\\w+|pathology|obstetrics|psychologist|psychotherapist)';

/** In this order: the first that fits decides, so that "Senior Vice President" is an executive and "Junior/Mid" is entry. */
const RANKS: readonly (readonly [ExperienceLevel, RegExp])[] = [
  // A consultant of a medical specialty is a senior doctor; other consultants tell no rank.
  [
    'senior',
    new RegExp(
      `\\bconsultant (?:- )?(?:in )?(?:[a-z]+ ){0,3}${SPECIALTY}\\b|${SPECIALTY} consultant\\b(?! \\w+(?:ist|er)\\b)`,
    ),
  ],
  [
    'senior',
    /\b(?:art|creative|funeral|music|stage|technical|associate|assistant|deputy|clinical|film|photography|programme|program) director\b|\b(?:associate|assistant|deputy) (?:vice )?(?:president|provost|dean|chief|head)\b|\bavp\b/,
  ],
  [
    'executive',
    /\b(?:chief (?:[a-z]+ ){1,3}officer|chief (?:executive|nurse|pharmacist|engineer|of staff)|ceo|cto|cfo|coo|cio|cmo|cpo|ciso|[es]?vp|vice[- ]president|president|managing director|executive director|director|diret(?:or|ora)|directeur|directrice|direktor(?:in)?|geschaftsfuhrer(?:in)?|head of(?! year)|general counsel)\b/,
  ],
  [
    'entry',
    /\b(?:junior|jr|jnr|entry[- ]level|graduates?|new grads?|trainee(?:ship)?|apprentice(?:ship)?|intern(?:ship)?s?|early careers?|students?|school leaver|no experience|newly qualified|preceptorship|pgy[- ]?1|eit|engineer in training|summer (?:associate|analyst)|praktikant(?:in)?|praktikum|werkstudent(?:in)?|working student|stagiaire|stage|estagi\w+|becari[oa]|auszubildende[r]?|azubi|alternance|alternant(?:e)?|apprenti(?:e)?)\b/,
  ],
  [
    'senior',
    /\b(?:senior|sr|snr|lead|leads|team leaders?|principal|staff|distinguished|iii|iv|(?:subject matter|architecture|technical) expert|expert (?:engineer|developer|consultant|architect|advis[eo]r))\b/,
  ],
  [
    'mid',
    /\b(?:mid[- ]?(?:level|weight|career)|midlevel|mid(?= (?:back ?end|front ?end|full|software|data|web|mobile|engineer|developer|designer|analyst|manager|product)\b)|intermediate|pleno|semi ?senior|ssr)\b|\bpl\.?\s*$/,
  ],
];

/** "Banker I/II" begins at the first grade; "Phase I" and "Title I" name no grade of the post. */
const FIRST_GRADE =
  /(?<!\b(?:phase|title|type|region|class|part|category|zone|division|tier|section|world war|schedule|unit|area|group) )\bi(?: ?[/&-] ?ii)?(?=$| - | \)|\s*$)/;
/** Ranks in other scripts, where words have no boundaries, and in languages whose letters are none to `\b`. */
const FOREIGN_RANKS: readonly (readonly [ExperienceLevel, RegExp])[] = [
  ['entry', /ジュニア|インターン|新卒|주니어|인턴|신입|实习|實習|mlodszy|młodsz[ya]/],
  ['senior', /シニア|リード|시니어|高级|資深|高級|starsz[ya]|k[ıi]demli/],
];
const NUMERALS: readonly (readonly [ExperienceLevel, RegExp])[] = [
  ['entry', FIRST_GRADE],
  ['mid', /\bii\b/],
];

/** The level that a title names, or null. */
export function levelOfTitle(title: string): ExperienceLevel | null {
  const plain = title
    .slice(0, LONGEST_TITLE)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bsemi[- ]senior\b/g, 'semisenior')
    .replace(/[().,|_]/g, ' ');
  const folded = plain.replace(/\//g, ' ').replace(/\s+/g, ' ').replace(NOT_RANK, ' ');
  if (/\bmid[- ](?:to[- ])?senior\b/.test(folded)) return 'senior';
  return (
    firstOf(BANDS, folded) ??
    firstOf(RANKS, folded) ??
    firstOf(FOREIGN_RANKS, folded.normalize('NFC')) ??
    firstOf(NUMERALS, plain.replace(/\s+/g, ' ').trim()) ??
    firstOf(NUMERALS, beforeBrackets(title))
  );
}

/** "Clerk I (2nd shift)": the grade ends the title proper. */
const beforeBrackets = (title: string): string =>
  title.slice(0, LONGEST_TITLE).toLowerCase().split('(', 1)[0]?.trim() ?? '';

function firstOf(
  levels: readonly (readonly [ExperienceLevel, RegExp])[],
  text: string,
): ExperienceLevel | null {
  return levels.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
