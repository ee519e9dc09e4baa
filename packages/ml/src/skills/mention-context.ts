/** Where a mention stands in its sentence. */
export type MentionContext = {
  /** Lower-case sentence text before the mention, with earlier mentions blanked as `§`. */
  before: string;
  /** Lower-case sentence text after the mention. */
  after: string;
};

const FILLER =
  '(?:any|prior|previous|specific|formal|experience|expertise|knowledge|background|skills?|of|in|with|for|the|to|need|know|use|using|a|an|or|nor|be|have|having|familiarity|looking|seeking|require|requires|§\\s*,?)';
const NEGATED_BEFORE = new RegExp(
  `(?:\\b(?:no|not|without|never|don't|do not|doesn't|does not|isn't|aren't|won't|instead of|rather than|excluding)\\s+(?:${FILLER}\\s+)*|(?<!\\bbut )\\bnot (?:required|needed|necessary)\\s*[:–-]\\s*(?:(?:and|${FILLER})\\s*)*)$`,
);
const NEGATED_AFTER =
  /^s?\)?[\s,]*(?:(?:experience|knowledge|skills?|background|certification)\s+)?(?:(?:is|are|will)\s+)?(?:not|isn't|aren't|never)\s+(?:be\s+)?(?:strictly\s+|always\s+)?(?:required|needed|necessary|expected)\b(?!\s*,?\s*but\b)/;

const OPTIONAL_AFTER =
  /\b(?:(?:is|are|be)\s+(?:very\s+|highly\s+|also\s+)?(?:helpful|useful|welcome|beneficial|recommended)|preferred(?! (?:candidate|supplier|partner|name|applicant|vendor))|preferable|desirable|desired(?! (?:candidate|outcome|result|location|level|percent|effect|goal|state|standard))|advantageous|(?:an?|definite|big|huge|strong|distinct|added)\s+(?:(?:real|big|huge|great|major|strong|distinct|definite|added|significant|considerable|clear|bonus)\s+)?(?:plus|bonus|advantage|asset)|nice[- ]to[- ]haves?|good[- ]to[- ]haves?|not (?:essential|required|necessary|needed)|optional|helpful(?=\W*$)|would (?:help|be (?:an? )?(?:benefit|beneficial))|(?<=\()plus)\b/;
const REQUIRED_AFTER = /\b(?:required|essential|mandatory|a must|necessary|compulsory|must[- ]haves?)\b/;
const OPTIONAL_BEFORE =
  /\b(?:ideally|preferably|prefer (?:experience|someone|candidates|knowledge|applicants)|preference (?:is|for|will|given|goes)|nice[- ]to[- ]haves?|good[- ]to[- ]haves?|bonus(?: points)?(?: if| for)?|(?:preferred|desirable) (?:\w+ (?:&|and) )?(?:experience|skills|knowledge|education)|(?:preferred|desirable|desired|optional)(?: \w+){0,3}\s*[:–-]|would be (?:great|nice) if|a plus if|extra credit|advantage if|we(?:'d| would) love|^\W*(?:desirable|preferred|desired)\b(?! to\b))/g;
const REQUIRED_BEFORE =
  /\b(?:must (?:have|be|possess|know)|you(?:'ll| will) need|requires?|(?:required|essential|mandatory)(?: \w+){0,3}\s*[:–-]|minimum (?:requirements?|qualifications?))\b/g;

/** Signs of an equal-opportunity statement, whose words ("disability", "genetics") are no skills asked for. */
const EQUAL_OPPORTUNITY =
  /\b(?:national origin|sexual orientation|marital status|veteran status|welcomes? applications from|protected characteristics|gender identity)\b/;

/** True in a statement on equal opportunity. */
export function isEqualOpportunity({ before, after }: MentionContext): boolean {
  return EQUAL_OPPORTUNITY.test(before) || EQUAL_OPPORTUNITY.test(after);
}

/** The employer telling of itself: what it does is not what the post asks for. */
const SELF_PRAISE =
  /\b(?:has|have) been (?:providing|delivering|serving|operating)\b|\b(?:is|are) (?:an?|the|one of the) (?:\S+ ){0,5}?(?:leader|company|organi[sz]ation|charity|firm|manufacturer|marketplace|subsidiary)\b|\b(?:foundational|core|our) values\b|(?:\bour|['’]s) (?:mission|vision)\b/;

/** True where the employer tells of itself. */
export function isAboutEmployer({ before, after }: MentionContext): boolean {
  return SELF_PRAISE.test(`${before} ${after}`);
}

/** Whom to ask and how: the words are of a person's own post or department. */
const CONTACT =
  /\S@\S+\.|\b0\d{2,4}[ -]?\d{3}|\btelephone number\b|\b(?:please|to) contact\b.*\b(?:on|at|via)\b|\bfor (?:an? |more )?(?:informal|further|more) (?:discussion|information|details|visit)\b/;

/** True where the sentence tells whom to ask. */
export function isContact({ before, after }: MentionContext): boolean {
  return CONTACT.test(`${before} ${after}`);
}

/** What the employer gives: training and support, no requirement. */
const GIVEN_AFTER =
  /^(?:,? ?(?:and |& )?[\w-]+){0,4} (?:is|are|will be) (?:also )?(?:provided|offered|given)\b/;
const GIVEN_BEFORE =
  /\b(?:you(?:'ll| will)|will) (?:also )?(?:receive|be (?:offered|given|provided with|supported by|entitled))\b[^.]*$|\b(?:improve|support|look after) (?:our|your) (?:staff|employees|colleagues|team)\b[^.]*\b(?:health|wellbeing)\b[^.]*$|\breceiving\b[^.]*$|\b(?:support|help) you (?:to )?(?:develop|build|grow|become)\b[^.]*$|\bopportunit(?:y|ies) to (?:develop|enhance|improve|increase) (?:your|their|new)\b[^.]*$|\bwe (?:support|encourage|develop|reward) (?:all )?(?:our|your) (?:employees|staff|people|colleagues|teams?)\b[^.]*$/;

/** True where the employer provides it to whoever takes the post. */
export function isGiven({ before, after }: MentionContext): boolean {
  return GIVEN_BEFORE.test(before) || GIVEN_AFTER.test(after);
}

/** "Welsh and/or English speakers are equally welcome" asks for neither. */
const ALIKE = /^(?:[\s/]+(?:and|or)\b(?:[\s/]+or\b)?\s+\S+)?\s+speakers\s+are\s+(?:equally\s+)?welcome\b/;

/** True where those with and without the skill are welcome alike. */
export function isWelcomeEitherWay({ after }: MentionContext): boolean {
  return ALIKE.test(after);
}

/** True where the sentence says that the skill is not wanted ("no React needed", "PHP is not required"). */
export function isNegated({ before, after }: MentionContext): boolean {
  return NEGATED_BEFORE.test(before) || NEGATED_AFTER.test(after);
}

/**
 * Whether the sentence itself calls the skill required or nice to have: the nearest cue after it ("… a plus"), else the last
 * cue before it ("Must have …"), else null.
 */
export function requirementCue(context: MentionContext): boolean | null {
  // "(with a focus on structures preferred)" speaks of the structures; "(preferred)" of what stands before.
  const after = context.after.replace(ASIDE, ' ').replace(OF_ANOTHER, ' ').replace(NEW_CLAUSE, '');
  // "… would be a bonus, but most important are": what the second half asks for is no bonus.
  const before = context.before.replace(NEW_HALF, '');
  const optional = after.search(OPTIONAL_AFTER);
  const required = after.search(REQUIRED_AFTER);
  if (optional >= 0 && (required < 0 || optional <= required)) return false;
  if (required >= 0) return true;
  const lastOptional = lastIndex(before, OPTIONAL_BEFORE);
  const lastRequired = lastIndex(before, REQUIRED_BEFORE);
  if (lastOptional < 0 && lastRequired < 0) return null;
  return lastRequired > lastOptional;
}

/** "SQL, Asana (a plus), UAT": in the midst of a list the brackets speak of the item before them. */
const OF_ANOTHER = /(?<=^[^()]*\w[^()]*)\([^()]*\)(?=,? \w)/g;
/** "Strong analytical skills, knowledge of Excel preferred": what begins behind the comma has a cue of its own. */
const NEW_CLAUSE =
  /(?:,| [-–])\s+(?:and )?(?:knowledge|experience|proficien\w+|familiarity|ability|understanding|certification|background|coursework) (?:of|with|in|to)\b.*$|\s[-–]\s+\w+ experience preferred.*$/s;
/** Words behind which a sentence asks for something else. */
const NEW_HALF = /^.*(?:,? but (?!not\b)|\b(?:together|along|coupled) with\b|\bin addition to\b)/;
const ASIDE =
  /\((?!(?:strongly |highly |very )?(?:preferred|preferable|desirable|desired|required|essential|mandatory|optional|not|nice|an?|plus|ideally|bonus|helpful|advantageous)\b)(?:[^()\s]+\s+)+[^()]*(?:\)|$)/g;

/** The bounds `[start, end)` of the sentence, list item or line around a stretch of text. */
export function sentenceAround(
  text: string,
  { start, end }: { start: number; end: number },
): { start: number; end: number } {
  let from = start;
  while (from > 0 && start - from < MAX_REACH && !isSentenceEnd(text, from - 1)) from -= 1;
  let to = end;
  while (to < text.length && to - end < MAX_REACH && !isSentenceEnd(text, to)) to += 1;
  return { start: from, end: to };
}

/** Longer "sentences" are run-on text: cues further away than this speak of something else. */
const MAX_REACH = 220;

function isSentenceEnd(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (
    char === '\n' ||
    char === ';' ||
    char === '•' ||
    char === '●' ||
    char === '▪' ||
    char === '!' ||
    char === '?'
  )
    return true;
  return (
    char === '.' &&
    /^\s|^$/.test(text.charAt(at + 1)) &&
    !/\b(?:e\.g|i\.e|etc|inc|vs|sr|jr|dr)$/i.test(text.slice(Math.max(0, at - 4), at))
  );
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(pattern)) last = match.index;
  return last;
}
