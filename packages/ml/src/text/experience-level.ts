/** How much experience a posting asks for, as the product's four levels. */
export type ExperienceLevel = 'entry' | 'mid' | 'senior' | 'executive';

const NOT_RANK =
  /\bsenior (?:living|citizens?|care (?:home|cent(?:er|re)|community|facility)|cent(?:er|re)|housing|adults?|services cent(?:er|re))\b|\bjunior (?:high|school|college)\b|\blead (?:generation|gen)\b|\blead[- ](?:based|free|acid)\b|\b(?:executive|personal) (?:assistant|secretary|pa)\b.*|\bassistant to the .*|\bstaff (?:nurse|accountant|assistant|pharmacist|attorney|member|writer|rn|registered)\b|\bpresident'?s? (?:office|assistant)\b/g;

/** In this order: the first that fits decides, so that "Senior Vice President" is an executive and "Junior/Mid" is entry. */
const TITLE_LEVELS: readonly (readonly [ExperienceLevel, RegExp])[] = [
  [
    'senior',
    /\bconsultant (?:in )?(?:[a-z]+ ){0,2}[a-z]*(?:ologist|iatrist|iatrician|physician|surgeon|medicine|anaesthetist|anesthetist)\b/,
  ],
  [
    'senior',
    /\b(?:art|creative|funeral|music|stage|technical|associate|assistant|deputy|clinical|film|photography|programme|program) director\b|\b(?:associate|assistant) vice president\b|\bavp\b/,
  ],
  [
    'executive',
    /\b(?:chief (?:[a-z]+ ){1,3}officer|chief (?:executive|nurse|pharmacist|engineer|of staff)|ceo|cto|cfo|coo|cio|cmo|cpo|ciso|[es]?vp|vice[- ]president|president|managing director|executive director|director|head of(?! year)|general counsel|band (?:8c|8d|9))\b/,
  ],
  [
    'entry',
    /\b(?:junior|jr|jnr|entry[- ]level|graduate|new grad|trainee|apprentice(?:ship)?|intern(?:ship)?|early career|student|school leaver|no experience|band [1-4])\b/,
  ],
  ['senior', /\b(?:senior|sr|snr|lead|principal|staff|expert|iii|iv|band (?:7|8[ab]?))\b/],
  ['mid', /\b(?:mid|mid[- ]level|midlevel|intermediate|ii|band [56])\b/],
];

const YEARS =
  /(?<lead>.{0,50})(?<![\d.])(?<min>\d{1,2})\s*(?:\+|plus)?\s*(?:(?:-|–|to)\s*\d{1,2}\s*\+?\s*)?(?:years?|yrs?)['’]?\s+(?:of\s+)?(?:[\w/&,-]+\s+){0,5}?(?:experience|exp\b)/g;
const BOAST =
  /\b(?:our|we have|we've|company|founded|combined|serving|firm|over the (?:last|past)|for (?:over|more than)|history)\b/;
const MAX_REQUIRED_YEARS = 15;
const TEXT_SCAN_LENGTH = 20_000;

/**
 * The level a posting asks for, from its title first (rank words, NHS bands, roman numerals), then from its text ("no
 * experience needed", "5+ years of experience": up to 1 year entry, 2–4 mid, 5 and more senior); null where neither says.
 */
export function detectExperienceLevel({
  title,
  text,
}: {
  title: string;
  text: string;
}): ExperienceLevel | null {
  return levelOfTitle(title) ?? levelOfText(text);
}

function levelOfTitle(title: string): ExperienceLevel | null {
  const folded = title
    .slice(0, 300)
    .toLowerCase()
    .replace(/[().,/|_]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(NOT_RANK, ' ');
  if (/\bmid[- ](?:to[- ])?senior\b/.test(folded)) return 'senior';
  return TITLE_LEVELS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

function levelOfText(text: string): ExperienceLevel | null {
  const folded = text.slice(0, TEXT_SCAN_LENGTH).toLowerCase().replace(/\s+/g, ' ');
  const years = requiredYears(folded);
  if (years !== null) return years <= 1 ? 'entry' : years < 5 ? 'mid' : 'senior';
  if (
    /\b(?:entry[- ]level|no (?:prior |previous )?experience (?:is )?(?:needed|required|necessary)|recent graduates?)\b/.test(
      folded,
    )
  ) {
    return 'entry';
  }
  return null;
}

/** The most years any line asks for; a firm's own "over 30 years of experience" is no requirement. */
function requiredYears(folded: string): number | null {
  let most: number | null = null;
  for (const match of folded.matchAll(YEARS)) {
    const years = Number(match.groups?.['min']);
    if (years > MAX_REQUIRED_YEARS || BOAST.test(match.groups?.['lead'] ?? '')) continue;
    most = Math.max(most ?? 0, years);
  }
  return most;
}
