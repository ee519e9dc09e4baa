import AhoCorasick from 'modern-ahocorasick';

import { foldKey, foldText, type FoldedText } from '../text/fold.ts';
import {
  isAboutEmployer,
  isContact,
  isEqualOpportunity,
  isGiven,
  isNegated,
  isWelcomeEitherWay,
  requirementCue,
  sentenceAround,
  type MentionContext,
} from './mention-context.ts';
import { OTHER_PHRASES } from './ordinary-words.ts';
import { PHRASINGS } from './phrasings.ts';
import { postingSections, type Section } from './posting-sections.ts';
import { SENTENCE_PATTERNS } from './sentence-patterns.ts';
import { headlessNames } from './shared-heads.ts';
import type { SurfaceRule } from './surface-rule.ts';
import { surfaceRule } from './surface-rules.ts';
import { surfaceVariants } from './surface-variants.ts';

/** What the matcher needs to know of a skill. */
export type MatchableSkill<Id> = { id: Id; name: string; aliases: readonly string[]; category: string };

/** A skill found in a text: `text === source.slice(start, end)`, offsets in UTF-16 units. */
export type SkillMention<Id> = {
  skillId: Id;
  name: string;
  start: number;
  end: number;
  text: string;
  /** Jobs only: false where a section or the sentence calls it nice to have. */
  isRequired?: boolean;
  /** Always false: what a text says it does not want is left out. */
  isNegated: false;
};

/** Finds skills in plain text. */
export type SkillMatcher<Id> = {
  /** The mentions in order, never overlapping, the longest first; never throws. A job's benefits and self-praise are not read. */
  extract(text: string, options: { kind: 'job' | 'resume' }): SkillMention<Id>[];
};

type Surface<Id> = {
  skill: MatchableSkill<Id> | null;
  written: string;
  rule: SurfaceRule | undefined;
  takesPlural: boolean;
};

/** Where a surface stands in the folded text and in the original. */
type Hit<Id> = { surface: Surface<Id>; from: number; to: number; start: number; end: number };

const EVIDENCE_REACH = 120;
const RULE_REACH = 48;
const DOMAIN_AFTER_DOT = /^\.(?:js|net|com|org|io|co|uk|edu|gov|nhs|ai|dev|app|py|html?|aspx?)(?![a-z0-9])/;

/**
 * Builds a matcher over all names and aliases: one Aho–Corasick automaton (Aho & Corasick 1975) over folded text, word
 * boundaries, longest match, and rules for surfaces that are also ordinary words. About half a second for 25,000 surfaces.
 */
export function createSkillMatcher<Id>(skills: readonly MatchableSkill<Id>[]): SkillMatcher<Id> {
  const surfaces = collectSurfaces(skills);
  const keys = [...surfaces.keys()];
  const byPattern = [...surfaces.values()];
  const automaton = new AhoCorasick(keys);
  const sentences = SENTENCE_PATTERNS.flatMap(([name, pattern]) => {
    const surface = surfaces.get(foldKey(name));
    return surface === undefined ? [] : [{ surface, pattern }];
  });
  return {
    extract(text, { kind }) {
      const folded = foldText(text);
      const hits: Hit<Id>[] = [];
      for (const match of automaton.iterate(folded.text)) {
        const surface = byPattern[match.patternIndex];
        const hit = surface && toHit(surface, { folded, source: text, from: match.start, to: match.end });
        if (hit) hits.push(hit);
      }
      for (const { from, to, name } of headlessNames(text.toLowerCase())) {
        const surface = surfaces.get(name);
        if (surface !== undefined && surface.rule === undefined)
          hits.push({ surface, start: from, end: to, ...foldedSpan(folded, { start: from, end: to }) });
      }
      hits.push(...sentenceHits(folded, sentences));
      const spoken = surfaces.get('communication');
      const kept = longest(hits).flatMap((hit) => (spoken ? withSpokenPart(hit, { text, spoken }) : [hit]));
      return describe(kept, { text, kind });
    },
  };
}

/** Where a stretch of the original stands in the folded text. */
function foldedSpan(
  { offsets }: FoldedText,
  { start, end }: { start: number; end: number },
): { from: number; to: number } {
  return { from: firstAtLeast(offsets, start), to: firstAtLeast(offsets, end) };
}

/** Binary search in the ascending offsets. */
function firstAtLeast(offsets: Int32Array, wanted: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sentenceHits<Id>(
  folded: FoldedText,
  sentences: readonly { surface: Surface<Id>; pattern: RegExp }[],
): Hit<Id>[] {
  return sentences.flatMap(({ surface, pattern }) =>
    [...folded.text.matchAll(pattern)].map(({ 0: match, index: from }) => {
      const to = from + match.length;
      return { surface, from, to, start: folded.offsets[from] ?? 0, end: sourceEnd(folded, to) };
    }),
  );
}

/** Every folded spelling with the skill it means; names before aliases, written forms before made ones, first come first served. */
function collectSurfaces<Id>(skills: readonly MatchableSkill<Id>[]): Map<string, Surface<Id>> {
  const surfaces = new Map<string, Surface<Id>>();
  const add = (key: string, skill: MatchableSkill<Id> | null, written: string): void => {
    if (key === '' || surfaces.has(key)) return;
    const rule = skill === null ? undefined : surfaceRule(key, written);
    surfaces.set(key, { skill, written, rule, takesPlural: takesPlural(skill, written) });
  };
  const labels = [
    ...skills.map((skill) => ({ skill, written: skill.name })),
    ...skills.flatMap((skill) => skill.aliases.map((written) => ({ skill, written }))),
    ...skills.flatMap((skill) => (PHRASINGS[skill.name] ?? []).map((written) => ({ skill, written }))),
  ];
  const names = new Set(skills.map((skill) => foldKey(skill.name)));
  const isPair = (written: string): boolean =>
    written.includes('/') && written.split('/').every((name) => names.has(foldKey(name)));
  // "HTML/CSS" is two skills, whosever alias it is.
  for (const { skill, written } of labels)
    if (!isPair(written)) add(surfaceVariants(written)[0] ?? '', skill, written);
  for (const phrase of OTHER_PHRASES) add(foldKey(phrase), null, phrase);
  for (const { skill, written } of labels)
    for (const key of surfaceVariants(written).slice(1)) add(key, skill, written);
  return surfaces;
}

/** "APIs", "care plans", "PLCs"; but "reacts" and "excels" are verbs. */
function takesPlural<Id>(skill: MatchableSkill<Id> | null, written: string): boolean {
  if (!/[A-Za-z]$/.test(written) || /s$/i.test(written) || written.length < 3) return false;
  return /^[A-Z0-9]+$/.test(written) || /\s/.test(written) || skill?.category === 'knowledge';
}

function toHit<Id>(
  surface: Surface<Id>,
  { folded, source, from, to }: { folded: FoldedText; source: string; from: number; to: number },
): Hit<Id> | null {
  const { text } = folded;
  const start = folded.offsets[from] ?? 0;
  if (!isStartBoundary(text, { from, original: source.charAt(start) })) return null;
  const end = text.charAt(to) === 's' && surface.takesPlural ? to + 1 : to;
  const last = isEndBoundary(text, { from, to: end }) ? end : null;
  if (last === null) return null;
  const hit = { surface, from, to: last, start, end: sourceEnd(folded, last) };
  return passesRule(hit, { text, source }) ? hit : null;
}

/** The end in the original: just behind the last unit that the match covers. */
function sourceEnd({ offsets }: FoldedText, to: number): number {
  return (offsets[to - 1] ?? 0) + 1;
}

function isStartBoundary(text: string, { from, original }: { from: number; original: string }): boolean {
  const previous = text.charAt(from - 1);
  if (isWordChar(previous) || previous === '+' || previous === '#' || previous === '@') return false;
  // "vue.js" is not JS, "example.net" is not .NET; but "SQL.Excel" lacks a space only.
  return !(
    previous === '.' &&
    isWordChar(text.charAt(from - 2)) &&
    !(/^[A-Z]/.test(original) && /^[a-z]{4}/.test(text.slice(from, from + 4)))
  );
}

function isEndBoundary(text: string, { from, to }: { from: number; to: number }): boolean {
  const next = text.charAt(to);
  if (next === '' || next === ' ') return true;
  if (isWordChar(next) || next === '@') return false;
  if (next === '+') return to - from > 2 && isWordChar(text.charAt(to + 1));
  if (next === '#') return to - from > 2;
  return next !== '.' || !DOMAIN_AFTER_DOT.test(text.slice(to, to + 8));
}

function isWordChar(char: string): boolean {
  if (char === '') return false;
  if (char < '\u0080') return (char >= 'a' && char <= 'z') || (char >= '0' && char <= '9');
  return /[\p{L}\p{N}]/u.test(char);
}

function passesRule<Id>(
  { surface, from, to, start, end }: Hit<Id>,
  { text, source }: { text: string; source: string },
): boolean {
  const { rule, written } = surface;
  if (rule === undefined) return true;
  const before = text.slice(Math.max(0, from - RULE_REACH), from);
  const after = text.slice(to, to + RULE_REACH);
  if (rule.notAfter?.test(before) || rule.notBefore?.test(after)) return false;
  // "Childcare: 1 year (Preferred)": a list of experience asked for needs no further sign.
  if (rule.leadIn?.test(before) || /^: \d+\+? years?\b/.test(after)) return true;
  const original = source.slice(start, end);
  if (rule.casing === 'capital' && !/^[^a-z]/.test(original)) return false;
  if (rule.casing === 'exact' && !original.startsWith(written)) return false;
  if (rule.evidence === undefined) return true;
  return (
    rule.evidence.test(text.slice(Math.max(0, from - EVIDENCE_REACH), from)) ||
    rule.evidence.test(text.slice(to, to + EVIDENCE_REACH))
  );
}

/** "Written and verbal communication" asks for two skills: the words before the noun name the one, the noun the other. */
function withSpokenPart<Id>(
  hit: Hit<Id>,
  { text, spoken }: { text: string; spoken: Surface<Id> },
): Hit<Id>[] {
  if (hit.surface.skill?.name !== 'Written communication') return [hit];
  const words = text.slice(hit.start, hit.end);
  const noun =
    /(?<=\b(?:verbal|oral|spoken|interpersonal)\b.*\s)communications?\b|(?<=\S\s+)communications?\b(?=.*\b(?:verbal|oral|spoken)\b)/i.exec(
      words,
    );
  if (noun === null) return [hit];
  const at = hit.start + noun.index;
  const end = at + noun[0].length;
  return [
    { ...hit, end: hit.start + words.slice(0, noun.index).trimEnd().length },
    { ...hit, surface: spoken, start: at, end },
  ];
}

/** Leftmost, then longest; what overlaps a kept hit falls away. */
function longest<Id>(hits: Hit<Id>[]): Hit<Id>[] {
  hits.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Hit<Id>[] = [];
  let end = -1;
  for (const hit of hits) {
    if (hit.from < end) continue;
    kept.push(hit);
    end = hit.to;
  }
  return kept;
}

function describe<Id>(
  hits: readonly Hit<Id>[],
  { text, kind }: { text: string; kind: 'job' | 'resume' },
): SkillMention<Id>[] {
  const sections = kind === 'job' ? postingSections(text) : [];
  const mentions: SkillMention<Id>[] = [];
  let sectionAt = 0;
  for (const [index, { surface, start, end }] of hits.entries()) {
    while ((sections[sectionAt]?.end ?? Infinity) <= start) sectionAt += 1;
    const section: Section | undefined = sections[sectionAt];
    const { skill } = surface;
    if (skill === null || section?.kind === 'employer') continue;
    const sentence = sentenceAround(text, { start, end });
    const context = {
      before: blankMentions(text, { from: sentence.start, to: start, hits, index }),
      after: text.slice(end, sentence.end).toLowerCase().replace(/’/g, "'"),
    };
    if (isNegated(context) || (kind === 'job' && isNotAskedFor(context))) continue;
    const mention = {
      skillId: skill.id,
      name: skill.name,
      start,
      end,
      text: text.slice(start, end),
      isNegated: false,
    } as const;
    if (kind === 'resume') mentions.push(mention);
    else mentions.push({ ...mention, isRequired: requirementCue(context) ?? section?.kind !== 'preferred' });
  }
  return mentions;
}

const isNotAskedFor = (context: MentionContext): boolean =>
  isEqualOpportunity(context) ||
  isAboutEmployer(context) ||
  isContact(context) ||
  isGiven(context) ||
  isWelcomeEitherWay(context);

function blankMentions<Id>(
  text: string,
  { from, to, hits, index }: { from: number; to: number; hits: readonly Hit<Id>[]; index: number },
): string {
  let rest = to;
  let blanked = '';
  for (let at = index - 1; at >= 0; at -= 1) {
    const hit = hits[at];
    if (hit === undefined || hit.start < from) break;
    blanked = `§${text.slice(hit.end, rest)}${blanked}`;
    rest = hit.start;
  }
  return `${text.slice(from, rest)}${blanked}`.toLowerCase().replace(/’/g, "'");
}
