import type { RemoteOption } from '@access/contracts/enums';

/** Beyond this much text no posting states where it is done. */
const SCANNED = 20_000;

/** What can be remote besides the work: "remote monitoring", "remote area nurse". */
const REMOTE_THINGS =
  'sens|monitor|support|control|operat|pilot|services|area|site|access|desktop|assist|engagement|patient (?:monitor|care)|diagnos(?:tics|is)|vehicle|health (?:monitor|services|cent|clinic)|learning|locations?|communit|camp|island|village|deposit|team|meeting|proctor|start|hire';
/** What can be virtual besides the work. */
const VIRTUAL_THINGS =
  'care|cards?|reality|wards?|machines?|design|events?|production|try|power|network|infrastructure|hospital|clinic|desktop|environment|systems?|prototyp|construction|data|learning|meetings?|assets?|goods|currenc|world|screening|visits?|interview|open|fair|recruitment';
const remoteTitle = new RegExp(
  `\\bremote(?:ly)?\\b(?! (?:${REMOTE_THINGS}))|\\bhome[\\s-](?:based|office)\\b|\\bwork(?:ing)? (?:from|at) (?:home|anywhere)\\b|\\bwfh\\b|\\banywhere (?:in|within)\\b|\\btelework|\\btelecommut|\\bvirtual\\b(?! (?:${VIRTUAL_THINGS}))`,
  'i',
);
/** "1 day on site" leaves the others. */
const hybridTitle =
  /\bhybrid\b(?![\s-]*(?:electric|cloud|vehicle|power|mobile|pe\b|fund))|\b[1-4][\s-]days?(?: (?:a|per) week)?[\s-](?:on[\s-]?site|in[\s-](?:the[\s-])?office)\b/i;
const onSiteTitle =
  /\bon[\s-]?site\b(?! (?:hiring|interviews?|recruitment|open day))|\bin[\s-](?:office|person)\b/i;

const REMOTE = '(?:remote(?:ly)?|home[\\s-](?:based|working)|work[\\s-]from[\\s-]home|telework|virtual)\\b';
const ON_SITE = '(?:on[\\s-]?site|in[\\s-](?:the[\\s-])?office|in[\\s-]person)\\b';
const DAYS = '(?:\\d|one|two|three|four)(?: ?(?:-|–|to|or) ?\\d)?\\+? days?';
/** "This position has been designated as a primarily …" */
const POST = String.raw`\b(?:this|the|our|all)(?: [a-z]+)? (?:post|position|role|job|opportunity|vacancy|contract|work)s?(?: (?:is|are|will be|has been|may be|can be)){1,2}(?: (?:now|designated|expected|required|able to|classified|considered|offered|an?|as|currently|to be|fully|100 ?%|completely|entirely|primarily|mainly|mostly|performed|based|either))*`;
/** "Work location: …" at the beginning of a line. */
const PLACE_OF_WORK = String.raw`^\W*(?:(?:available |primary )?(?:work|job|office)?\s?(?:locations?|place|site|setting|mode|model|arrangement|workplace|schedule)(?: type| flexibility| option)?)\s?[:–-]+[^\n]{0,80}?`;
/** A line that says nothing else. */
const LONE = (words: string): string =>
  String.raw`^\W*(?:(?:full|part)[\s-]time\W+)?(?:100 ?% |fully )?${words}\W*$`;

const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'im');

/** What a text says of the post itself; the first kind that fits decides. */
const STATEMENTS: readonly (readonly [RemoteOption, RegExp])[] = [
  ['remote', any(String.raw`\bremote,? or (?:an? )?(?:on[\s-]?site|in[\s-]office) (?:position|role|job)`)],
  [
    'on_site',
    any(
      String.raw`\b(?:not|un)\s?(?:be )?(?:suitable|eligible|available) for (?:telework|telecommut|remote)`,
      String.raw`\b(?:remote work(?:ing)?|telework(?:ing)?|telecommuting|working from home) (?:is )?(?:not|un)\s?(?:available|possible|offered|permitted|an option|allowed)`,
      String.raw`\btele(?:commute|work)(?: eligible)?\s?[:–-]+\s?no\b`,
      String.raw`\bno longer offer(?:ing)? remote\b`,
      String.raw`\b(?:not|isn['’]t) (?:an? )?remote (?:position|role|job|opportunity)\b`,
    ),
  ],
  [
    'hybrid',
    any(
      `${POST} hybrid`,
      String.raw`${PLACE_OF_WORK}\bhybrid\b`,
      `${PLACE_OF_WORK}\\bremote\\b[^\\n]{0,40}\\b${ON_SITE}`,
      String.raw`${PLACE_OF_WORK}${DAYS}`,
      `\\b${DAYS}[^.\\n]{0,15} ${REMOTE}|\\bremote(?: work)? ${DAYS}|\\bwork(?:ing)? (?:remotely|from home) ${DAYS}`,
      String.raw`#li-hybrid\b`,
    ),
  ],
  [
    'remote',
    any(
      `${POST} ${REMOTE}`,
      `^\\W*(?:position|role|job) (?:is|may be|can be|will be) (?:fully |100 ?% )?${REMOTE}`,
      `${PLACE_OF_WORK}\\b${REMOTE}`,
      String.raw`\b(?:fully|100 ?%|completely|entirely|primarily) remote\b`,
      String.raw`#li-remote\b`,
      LONE(`(?:(?:ability to|can|you can|option to) )?work(?:ing)? ${REMOTE}`),
      String.raw`\bwork remotely,? or (?:in|at|from) (?:our|the|one of)`,
      LONE(REMOTE),
    ),
  ],
  [
    'on_site',
    any(
      `${POST} ${ON_SITE}`,
      `${PLACE_OF_WORK}\\b${ON_SITE}`,
      LONE(ON_SITE),
      `\\b(?:fully|100 ?%|completely|entirely) ${ON_SITE}`,
      `^\\W*on[\\s-]?site (?:at|in) (?:our|the|corporate|company|client)\\b`,
      String.raw`\bon[\s-]?site (?:role|position|job|only)\b`,
      String.raw`\b(?:done|performed) on[\s-]?site\b`,
      String.raw`\bwork (?:full[\s-]time )?on[\s-]?site (?:in|at) (?:our|the)\b`,
      String.raw`^[^\n]{0,60} [-–] on[\s-]?site\s*(?:\(|$)`,
      String.raw`#li-onsite\b`,
    ),
  ],
  [
    'hybrid',
    any(
      String.raw`\bhybrid[\s/-]*(?:working|work|telework|role|position|schedule|model|remote|arrangement|workplace|workplaces?|option|basis|approach|team|environment|eligible)`,
      String.raw`\b(?:work(?:ing)?|role|position) (?:is )?hybrid\b`,
      String.raw`\b${DAYS} (?:a|per|each) week (?:in (?:the|our) office|from home|remote(?:ly)?|on[\s-]?site)`,
      String.raw`\b(?:in|to|from) (?:the|our) office (?:for )?(?:at ?least )?${DAYS}`,
      String.raw`\b(?:some|occasional) (?:home|remote)(?: remote)? work`,
      String.raw`\b(?:work(?:ing)?[\s-]from[\s-]home|home[\s-]?working|remote[\s-]work(?:ing)?|telework(?:ing)?|telecommuting) (?:opportunit|options?\b|flexib|program|polic|(?:will be|is|may be|may also be|can be) (?:occasional|possible|available|considered|offered|an option))`,
      String.raw`\b(?:opportunit(?:y|ies)|options?|flexibility) (?:exists? )?(?:to|for) (?:some |partly |part of the time )?(?:occasional(?:ly)? )?(?:work(?:ing)? (?:remotely|from home)\b|home[\s-]?working|remote[\s-]working)(?! with)`,
      String.raw`\bflexible (?:working )?(?:options|arrangements|working)\b[^.\n]{0,100}\b(?:work(?:ing)? from home|home[\s-]working|remote working)\b`,
      String.raw`\b(?:divid|split)\w* [^.\n]{0,60}\b(?:home|remote(?:ly)?)\b`,
      String.raw`\b(?:opportunit\w+|options?) for hybrid\b|\bschedule (?:is|will be) (?:an? )?hybrid\b|\bin[\s-]office\s?\/\s?remote\b|\bremote working days\b`,
      String.raw`\bflexible wfh\b|\b(?:in[\s-]office|on[\s-]?site) and (?:remote|home[\s-]working)\b|\bon[\s-]?site ${DAYS}`,
      String.raw`\b[1-9]\d? ?% (?:of (?:the|your) time )?(?:\w+ )?(?:telework|telecommut|remote|from home)`,
      String.raw`\bhybrid (?:and|or) remote (?:work|arrangement|option)|\bon hybrid\b`,
      String.raw`\beligible for (?:[^.\n]{0,40})\btele(?:work|commut)`,
      String.raw`\bwork(?:ing)? (?:remotely|from home) (?:(?:for )?up to ${DAYS}|occasionally|some days|part of the week)`,
      String.raw`\bremote work[^.\n]{0,40}${DAYS} (?:per|a|each) week`,
      String.raw`[-–] hybrid\W*$|\(hybrid\)`,
      String.raw`\bmix of (?:home|remote|office)`,
    ),
  ],
  [
    'remote',
    any(
      String.raw`\bremote[\s/-]*(?:work )?(?:home[\s-]based )?(?:position|role|job|opportunity|work environment|first\b)`,
      String.raw`\b(?:role|position|job|work) (?:is )?(?:fully |100 ?% )?remote\b`,
      String.raw`\bwork[\s-](?:from|at)[\s-](?:home|anywhere) (?:position|role|job|opportunity)\b`,
      String.raw`\bwork from anywhere\b`,
      String.raw`\byou (?:can|will|may) work [^.\n]{0,40}\bremotely\b(?! with)|\b(?:have|has) the (?:ability|option) to work remotely\b(?! with)`,
      String.raw`\(remote\)\W*$`,
      String.raw`\bopen to (?:fully )?remote\b|\bremote only\b|\bnationwide remote\b`,
      String.raw`(?<!\bcurrently )\bwork(?:ing)? remotely from (?:a |your |their )?home\b`,
      String.raw`\boffices?,? or remote\b`,
      String.raw`^[^\n.]{0,50}\bremote\s?\/\s?home[\s-]based\b`,
      String.raw`^\W*remote(?: in| within| from| from anywhere|,| -| –|:|$)`,
    ),
  ],
];
/** "The Remote Geotechnical Engineer": the post by its name. */
const NAMED_REMOTE = new RegExp(
  String.raw`\b(?:[Tt]he|[Aa]|[Oo]ur) Remote (?:[A-Z][a-z]+ ){0,3}(?:[A-Z][a-z]+(?:er|or|ist|ian|ant|yst|ive|ent))\b`,
);
const NO_REMOTE =
  /\b(?:not|no|non|isn['’]t|cannot|can['’]t|unable)\b[^.\n]{0,40}\b(?:remote(?:ly)?|from home|hybrid)\b/i;

/**
 * Where the work is done, from title and text; only outright statements on the post count ("remote monitoring" and "free on-site parking" are
 * none). Null where nothing is said.
 */
export function remoteFromText(title: string, text: string): RemoteOption | null {
  return ofTitle(title) ?? ofText(text.slice(0, SCANNED));
}

function ofTitle(title: string): RemoteOption | null {
  // "Hybrid in Bellevue or remote in Texas" can be done from home.
  if (/\bor remote\b|\bremote or\b.+\bhybrid\b/i.test(title)) return 'remote';
  if (hybridTitle.test(title)) return 'hybrid';
  if (remoteTitle.test(title)) return 'remote';
  return onSiteTitle.test(title) ? 'on_site' : null;
}

function ofText(text: string): RemoteOption | null {
  const stated = STATEMENTS.find(([, pattern]) => pattern.test(text))?.[0];
  const option = stated ?? (NAMED_REMOTE.test(text) ? 'remote' : inPassing(text));
  return option !== 'on_site' && NO_REMOTE.test(text) ? null : option;
}

/** "The successful candidate will generally work remotely". */
const FROM_HOME =
  /\b(?:works?|working|done|performed|carried out)\b[^.\n]{0,30}\b(?:remotely|from home)\b(?! (?:to home|with|across|manag|support|or on))/i;
/** A sentence with these speaks of a pandemic, of others, or of what one is able to do. */
const OF_ANOTHER =
  /\b(?:covid\S*|pandemic|distancing|restrictions|currently|at present|initially|temporar\w+|interviews?|patients?|clients?|customers?|teams?|colleagues|students?|ability to|able to|comfortable|experience|equipment|internet|monitor\w*|if|where|while|when|unless)\b/i;
const IN_PART =
  /\b(?:some|part|partly|partial\w*|occasional\w*|days?|options?|flexib\w+|opportunit\w+|may|might|possib\w+|office|mix|combin\w+|balance|sometimes)\b/i;

/** What one sentence says of home by the way; none where it may mean something else. */
function inPassing(text: string): RemoteOption | null {
  const sentence = text
    .split(/\n|(?<=[a-z)]{2}[.!?])\s+(?=[A-Z])/)
    .find((each) => FROM_HOME.test(each) && !OF_ANOTHER.test(each));
  if (sentence === undefined) return null;
  return IN_PART.test(sentence) ? 'hybrid' : 'remote';
}
