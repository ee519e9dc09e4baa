import type { SkillId } from '@access/contracts/ids';
import type { ParsedResume } from '@access/contracts/resume-document';
import type { FoundAt } from '@access/contracts/resumes';

/** A skill of the taxonomy and where a text names it. */
export interface SkillMatch {
  readonly name: string;
  readonly skillId: SkillId;
  readonly start: number;
  readonly end: number;
}

/** Finds the taxonomy's skills in a text. */
export type SkillFinder = (text: string) => readonly SkillMatch[];

type Skill = ParsedResume['document']['skills'][number];

const SKILL_PATH = /^skills\[\d+\]/;
const MAX_SKILLS = 500;
// Of a longer item ("Working knowledge of Agile, Jira") the skills within say all; a shorter one may be a skill we do not know.
const MAX_UNKNOWN_WORDS = 3;

/**
 * Gives the listed skills their ids and adds those that the rest of the text names. Names stay as they were written;
 * each id comes once.
 */
export function linkSkills(parsed: ParsedResume, text: string, matches: readonly SkillMatch[]): ParsedResume {
  const linked: { skill: Skill; at: FoundAt | undefined; levelAt: FoundAt | undefined }[] = [];
  const seen = new Set<SkillId>();
  for (const [index, skill] of parsed.document.skills.entries()) {
    const at = parsed.evidence[`skills[${index}].name`];
    const levelAt = parsed.evidence[`skills[${index}].level`];
    const inside =
      at === undefined ? [] : matches.filter((match) => match.start < at.end && match.end > at.start);
    const whole = inside.find((match) => at !== undefined && covers(match, at));
    if (whole !== undefined && seen.has(whole.skillId)) continue;
    if (whole === undefined && inside.length > 0 && skill.name.split(/\s+/).length > MAX_UNKNOWN_WORDS)
      continue;
    if (whole !== undefined) seen.add(whole.skillId);
    linked.push({ skill: whole === undefined ? skill : { ...skill, skillId: whole.skillId }, at, levelAt });
  }
  for (const match of matches) {
    if (seen.has(match.skillId)) continue;
    seen.add(match.skillId);
    const quote = text.slice(match.start, match.end);
    const at = { start: match.start, end: match.end, quote };
    linked.push({
      skill: { name: quote.replace(/\s+/g, ' '), level: undefined, skillId: match.skillId },
      at,
      levelAt: undefined,
    });
  }
  return withSkills(parsed, linked.slice(0, MAX_SKILLS));
}

// Nearly the whole item: "React.js" within "React.js framework" is one skill, "Java" within "Java Persistence API" is not.
function covers(match: SkillMatch, at: FoundAt): boolean {
  const shared = Math.min(match.end, at.end) - Math.max(match.start, at.start);
  return shared >= 0.8 * (at.end - at.start);
}

function withSkills(
  { document, evidence }: ParsedResume,
  linked: readonly { skill: Skill; at: FoundAt | undefined; levelAt: FoundAt | undefined }[],
): ParsedResume {
  const others = Object.entries(evidence).filter(([path]) => !SKILL_PATH.test(path));
  const own = linked.flatMap(({ at, levelAt }, index) => [
    ...(at === undefined ? [] : [[`skills[${index}].name`, at] as const]),
    ...(levelAt === undefined ? [] : [[`skills[${index}].level`, levelAt] as const]),
  ]);
  return {
    document: { ...document, skills: linked.map(({ skill }) => skill) },
    evidence: Object.fromEntries([...others, ...own]),
  };
}
