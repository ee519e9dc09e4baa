import { cleanText } from './decode-text.ts';
import { LIMITS, ResumeRefusal } from './refusal.ts';

/** A line as an extractor saw it, before it has its place in the text. `\t` marks a wide gap (a column, a right-aligned date). */
export interface RawLine {
  readonly text: string;
  /** Font size over the file's usual size; 1 where unknown. */
  readonly scale?: number;
  /** Set in another face than the body (bold, small capitals), or marked as a heading. */
  readonly isEmphasised?: boolean;
  readonly isBullet?: boolean;
  /** More white space above than between ordinary lines. */
  readonly hasGapBefore?: boolean;
  /** First line of a column or of a layout cell: what stood before does not go on here. */
  readonly startsBlock?: boolean;
  /** Targets of links on this line, as written in the file. */
  readonly links?: readonly string[];
}

/** A line and its place: `text.slice(start, end)` of the whole text. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scale: number;
  readonly isEmphasised: boolean;
  readonly isBullet: boolean;
  readonly hasGapBefore: boolean;
  readonly startsBlock: boolean;
}

/** The readable text of a résumé, line by line. All places (`evidence`) point into `text`. */
export interface ExtractedText {
  readonly text: string;
  readonly lines: readonly TextLine[];
}

// Private-use characters are the bullets of symbol fonts (Wingdings, Font Awesome).
const BULLET = /^\s*(?:[•◦▪‣·●○■□➢➤►▶✓✔❖§\uf000-\uf8ff]|[-–—*+o](?=[\s\t]))[\s\t]*/u;
const MIN_LETTERS = 20;

/** Gives the lines their places, drops empty ones and appends link targets that no line shows. Refuses text that is too long. */
export function assembleText(rawLines: readonly RawLine[]): ExtractedText {
  const cleaned = rawLines.flatMap(cleanLine);
  const shown = cleaned.map((line) => line.text).join('\n');
  const hidden = hiddenLinks(rawLines, shown);
  const all = hidden.length === 0 ? cleaned : [...cleaned, ...linkLines(hidden)];
  const lines: TextLine[] = [];
  let offset = 0;
  for (const line of all) {
    lines.push(placeLine(line, offset));
    offset += line.text.length + 1;
    if (offset > LIMITS.textChars) throw tooLong();
  }
  return { text: all.map((line) => line.text).join('\n'), lines };
}

/** Refuses `no_text` when fewer than a handful of letters were found: a scan, or an empty file. */
export function requireText(extracted: ExtractedText, message: string): ExtractedText {
  const letters = extracted.text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_LETTERS) throw new ResumeRefusal('no_text', message);
  return extracted;
}

function cleanLine(line: RawLine): RawLine[] {
  const text = cleanText(line.text)
    .replace(/\n/g, ' ')
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ ?\t[ \t]*/g, '\t')
    .trim();
  return text === '' ? [] : [{ ...line, text }];
}

function placeLine(line: RawLine, start: number): TextLine {
  return {
    start,
    end: start + line.text.length,
    text: line.text,
    scale: line.scale ?? 1,
    isEmphasised: line.isEmphasised ?? false,
    isBullet: (line.isBullet ?? false) || BULLET.test(line.text),
    hasGapBefore: line.hasGapBefore ?? false,
    startsBlock: line.startsBlock ?? false,
  };
}

/** How many characters of a bulleted line are the bullet itself. */
export function bulletLength(line: TextLine): number {
  return BULLET.exec(line.text)?.[0].length ?? 0;
}

// "LinkedIn" as a link says nothing in print: its target joins the text, so that it can be read and shown.
function hiddenLinks(lines: readonly RawLine[], shown: string): string[] {
  const targets = lines.flatMap((line) => line.links ?? []).filter((url) => /^https?:\/\//i.test(url));
  const bare = (url: string): string => url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  const haystack = shown.toLowerCase();
  return [...new Set(targets)]
    .filter((url) => url.length <= 500 && !haystack.includes(bare(url).toLowerCase()))
    .slice(0, 100);
}

function linkLines(urls: readonly string[]): RawLine[] {
  const title = { text: 'Links', startsBlock: true, hasGapBefore: true };
  return [title, ...urls.flatMap((url) => cleanLine({ text: url }))];
}

function tooLong(): ResumeRefusal {
  return new ResumeRefusal('too_large', 'This file holds far more text than a résumé. Upload a shorter one.');
}
