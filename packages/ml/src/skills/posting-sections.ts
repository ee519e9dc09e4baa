/** What a stretch of a posting is about, as its headings say. */
export type SectionKind = 'required' | 'preferred' | 'employer' | 'plain';

/** A stretch `[start, end)` of the text in UTF-16 units. */
export type Section = { start: number; end: number; kind: SectionKind };

const QUALITIES =
  'skills?|qualifications?|experiences?|requirements?|criteria|competenc(?:y|ies)|knowledge|attributes|characteristics|traits|abilit(?:y|ies)|education|capabilities|background|skills?\\/experience';
const PREFERRED = `(?:preferred|desirable|desired|bonus|optional|valued|advantageous|nice[- ]to[- ]have|good[- ]to[- ]have)(?:(?: and| &|,| or|\\/)? ?(?:${QUALITIES}|points|but not (?:required|essential)))*|nice[- ]to[- ]haves?|good[- ]to[- ]haves?|plus(?:es)?|(?:highly )?desirable|bonus(?:es)? (?:if|for)|even better if|extra credit|.{0,40}\\bnot (?:required|essential|necessary)\\b.{0,40}|(?:and )?ideally,?(?: you(?:['’]ll| will| would|['’]d)?)?(?: also)?(?: have| be| bring)?|it (?:would|will) be (?:great|nice|good|an advantage|a plus) if(?: you(?: also)?(?: have| had)?)?|it is preferred that .{0,40}`;
const REQUIRED = `(?:(?:minimum|basic|required|essential|key|core|mandatory|technical|job|position|necessary)\\s+)*(?:${QUALITIES})(?:(?: and| &|,) (?:${QUALITIES}))*(?: (?:required|needed))?|must[- ]haves?|essential|required|what you(?:['’]ll| will)? (?:need|bring|have)(?: to .{0,30})?|what we(?:['’]re| are) looking for|who you are|who we(?:['’]re| are) looking for|your profile|about you|you (?:have|bring|are)|person specification|ideal candidate`;
const EMPLOYER = `(?:our )?benefits(?: and perks| & perks| package| include)?|perks(?: and benefits| & benefits)?|what we offer|we offer|what(?:['’]s| is) in it for you|about (?:us|the (?:company|trust|organi[sz]ation|firm|employer)|our (?:company|team|organi[sz]ation|trust))|who we are|our (?:[a-z]+ )?(?:company|values|mission|story|culture|vision)(?: are)?|why (?:join|work (?:for|with|at)|choose) .{1,40}|equal (?:employment )?opportunit(?:y|ies)(?: employer| statement)?|eeo(?: statement)?|how to apply|to apply|application (?:process|instructions)|compensation(?: and benefits| & benefits)?|company (?:overview|description|profile|background)|employer description|disclaimer`;
const PLAIN = `(?:(?:key|main|primary|essential|job|your|the) )*(?:responsibilities|duties|tasks|role|position|job)(?: (?:and|&) (?:responsibilities|duties))*(?: include| description| summary| overview| purpose)?|what you(?:['’]ll| will) (?:do|be doing)|about the (?:role|job|position|team)|overview|summary|description|the opportunity|day[- ]to[- ]day`;

const KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  ['preferred', whole(PREFERRED)],
  ['plain', whole(PLAIN)],
  ['required', whole(REQUIRED)],
  ['employer', whole(EMPLOYER)],
];
/** A short stretch that begins a line or sentence and ends in a colon, or a short line of its own. */
const HEADING =
  /(?<=^|\n|[.!?;•●▪]\s{0,3})[ \t>*#•●▪·\-–_]*(?<label>[A-Za-z][A-Za-z'’&,/() -]{2,58}?)[ \t*_]*(?<mark>:|\?(?=\s*\n)|(?=\n|$))/g;

/**
 * Cuts a posting at its headings ("Requirements:", "Nice to have", "Benefits"). A heading with text on its own line rules
 * that paragraph, a heading line rules until the next heading; a heading of unknown kind ends the former one.
 */
export function postingSections(text: string): Section[] {
  const sections: Section[] = [];
  let open: Section = { start: 0, end: text.length, kind: 'plain' };
  for (const match of text.matchAll(HEADING)) {
    const label = match.groups?.['label'] ?? '';
    const isInline =
      match.groups?.['mark'] === ':' && !/^[ \t]*(?:\n|$)/.test(text.slice(match.index + match[0].length));
    const kind = headingKind(label);
    // An unknown line without a colon, or with text behind it ("Proficiency in the following: …"), is a list item, no heading.
    if (kind === null && (isInline || match.groups?.['mark'] !== ':')) continue;
    open.end = match.index;
    sections.push(open);
    open = { start: match.index, end: text.length, kind: kind ?? 'plain' };
    const paragraphEnd = isInline ? text.indexOf('\n\n', match.index) : -1;
    if (paragraphEnd >= 0) {
      sections.push({ ...open, end: paragraphEnd });
      open = { start: paragraphEnd, end: text.length, kind: 'plain' };
    }
  }
  sections.push(open);
  return sections.filter((section) => section.end > section.start);
}

function headingKind(label: string): SectionKind | null {
  // "Preferred Qualifications (Desired Skills/Experience)" is its first words.
  const folded = label
    .replace(/\s*\(.*/, '')
    .trim()
    .toLowerCase();
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

function whole(alternatives: string): RegExp {
  return new RegExp(`^(?:${alternatives})$`);
}
