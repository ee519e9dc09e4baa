import { bulletLength, type ExtractedText, type TextLine } from './extracted-text.ts';
import { sectionOf, type SectionKind } from './section-headings.ts';

/** Lines under one heading; `contact` also stands for what comes before the first. */
export interface Section {
  readonly kind: SectionKind;
  readonly lines: readonly TextLine[];
}

interface Opening {
  readonly kind: SectionKind;
  /** Characters of the line that are heading; the rest is content. */
  readonly length: number;
}

// "TOOLS" and "Technologies" also label a line within a job: these need to look like a heading.
const WEAK =
  /^(?:tools|technologies|technology|details|research|projects?|work|links|other|leadership|teaching)\W*$/i;

/** Cuts the text at its headings. Values of contact are read from the sections of kind `contact`. */
export function splitSections({ lines }: ExtractedText): Section[] {
  const sections: { kind: SectionKind; lines: TextLine[] }[] = [];
  let open: { kind: SectionKind; lines: TextLine[] } = { kind: 'contact', lines: [] };
  for (const line of lines) {
    const opening = readOpening(line, open.kind);
    if (opening !== null || (line.startsBlock && open.kind !== 'contact')) {
      sections.push(open);
      open = { kind: opening?.kind ?? 'contact', lines: [] };
    }
    const content = opening === null ? line : afterHeading(line, opening.length);
    if (content !== null) open.lines.push(content);
  }
  sections.push(open);
  return sections.filter((section) => section.lines.length > 0);
}

function readOpening(line: TextLine, current: SectionKind): Opening | null {
  const text = line.text.slice(bulletLength(line));
  const kind = sectionOf(text);
  if (kind !== null && !isWeakHere(line, text, current)) return { kind, length: line.text.length };
  return readCapitals(line) ?? readLabel(line);
}

function isWeakHere(line: TextLine, text: string, current: SectionKind): boolean {
  if (line.isBullet && current !== 'contact') return true;
  if (!WEAK.test(text)) return false;
  const isCapital = text === text.toUpperCase();
  if (/^projects?\s*:$/i.test(text)) return false;
  return !(line.isEmphasised || line.hasGapBefore || line.scale > 1.05 || isCapital);
}

// "EDUCATION 2017 – 2019 | Saint Petersburg …": the heading stands in the margin of its first line.
function readCapitals(line: TextLine): Opening | null {
  const words = /^(?:\p{Lu}{3,}(?:[ \t]+(?:&|AND|\p{Lu}{4,})){0,3})(?=[ \t])/u.exec(line.text)?.[0];
  if (words === undefined || words.length === line.text.length) return null;
  for (let prefix = words; prefix !== ''; prefix = prefix.replace(/[ \t]*\S+$/, '')) {
    const kind = sectionOf(prefix);
    if (kind !== null && prefix.length >= 4) return { kind, length: prefix.length };
  }
  return null;
}

// "Professional experience: Independent developer, 2021 – now". Other kinds of label belong to lists within a section.
function readLabel(line: TextLine): Opening | null {
  const label = line.isBullet ? undefined : /^[^:]{4,40}:(?=\s)/.exec(line.text)?.[0];
  const kind = label === undefined ? null : sectionOf(label);
  if (label === undefined || (kind !== 'work' && kind !== 'education') || WEAK.test(label)) return null;
  return { kind, length: label.length };
}

function afterHeading(line: TextLine, length: number): TextLine | null {
  const rest = line.text.slice(length);
  const text = rest.trimStart();
  if (text === '') return null;
  return { ...line, text, start: line.start + length + (rest.length - text.length), isEmphasised: false };
}
