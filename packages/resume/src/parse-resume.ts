import type { ParsedResume } from '@access/contracts/resume-document';

import { collectEvidence } from './collect-evidence.ts';
import type { ExtractedText, TextLine } from './extracted-text.ts';
import { readLong, type Found } from './found.ts';
import { linkSkills, type SkillFinder } from './link-skills.ts';
import { readContact } from './read-contact.ts';
import { readEducation } from './read-education.ts';
import { readCertificates, readLanguages, readSkills } from './read-lists.ts';
import { readWork } from './read-work.ts';
import type { SectionKind } from './section-headings.ts';
import { splitSections, type Section } from './split-sections.ts';

/**
 * Reads a résumé's text into a JSON Resume document in which every value stands in the text, with the place of each.
 * `extractSkills` names the skills the taxonomy knows.
 */
export function parseResume(
  extracted: ExtractedText,
  { extractSkills }: { extractSkills?: SkillFinder } = {},
): ParsedResume {
  const parsed = parseStructure(extracted);
  return extractSkills === undefined
    ? parsed
    : linkSkills(parsed, extracted.text, extractSkills(extracted.text));
}

/** Like {@link parseResume}, without the taxonomy: this part runs in the child process. */
export function parseStructure(extracted: ExtractedText): ParsedResume {
  const { text, lines } = extracted;
  const sections = splitSections(extracted);
  const linesOf = (kind: SectionKind): readonly TextLine[] =>
    sections.filter((section) => section.kind === kind).flatMap((section) => section.lines);
  const { location, profiles, ...basics } = readContact(text, linesOf('contact'), lines);
  return collectEvidence(text, {
    basics: {
      ...basics,
      summary: readSummary(text, sections),
      ...(location === null ? {} : { location }),
      profiles,
    },
    work: sections.filter(({ kind }) => kind === 'work').flatMap((section) => readWork(text, section.lines)),
    education: sections
      .filter(({ kind }) => kind === 'education')
      .flatMap((section) => readEducation(text, section.lines)),
    skills: readSkills(text, linesOf('skills')),
    languages: readLanguages(text, linesOf('languages'), lines),
    certificates: readCertificates(text, linesOf('certificates')),
  });
}

// The section of that name, else the first prose before any heading.
function readSummary(text: string, sections: readonly Section[]): Found | null {
  const own = sections.find(({ kind }) => kind === 'summary');
  const first = own?.lines[0];
  const last = own?.lines.at(-1);
  if (first !== undefined && last !== undefined) return readLong(text, { start: first.start, end: last.end });
  const preamble = sections[0]?.kind === 'contact' ? sections[0].lines : [];
  const from = preamble.findIndex(isProse);
  if (from < 0) return null;
  const until = preamble.findIndex((line, index) => index > from && (line.hasGapBefore || !goesOn(line)));
  const end = preamble[until < 0 ? preamble.length - 1 : until - 1] ?? preamble[from];
  return readLong(text, { start: preamble[from]?.start ?? 0, end: end?.end ?? 0 });
}

function isProse(line: TextLine): boolean {
  return line.text.length >= 60 && goesOn(line);
}

function goesOn(line: TextLine): boolean {
  return line.text.length >= 20 && !line.text.includes('\t') && !/[@|:]|https?/.test(line.text);
}
