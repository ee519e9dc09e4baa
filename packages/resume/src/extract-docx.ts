import mammoth from 'mammoth';

import { assembleText, requireText, type ExtractedText, type RawLine } from './extracted-text.ts';
import { ResumeRefusal } from './refusal.ts';
import { checkUnpackedSize, readZipDirectory } from './zip-directory.ts';

// A table row whose cell holds more paragraphs than this lays out the page; smaller ones are one line of text.
const MAX_ROW_PARAGRAPHS = 2;

/** Paragraphs, headings, lists, tables and links of a Word file; refuses bombs before mammoth opens it. */
export async function extractDocx(bytes: Uint8Array): Promise<ExtractedText> {
  checkUnpackedSize(bytes, readZipDirectory(bytes));
  const html = await convertToHtml(bytes);
  const { lines } = readHtml(html);
  return requireText(assembleText(lines), 'There is no readable text in this Word file.');
}

async function convertToHtml(bytes: Uint8Array): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        ignoreEmptyParagraphs: false,
        externalFileAccess: false,
        // Pictures hold no text, and unpacking them would cost memory.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return value;
  } catch (error) {
    throw new ResumeRefusal(
      'corrupt',
      'This Word file is damaged. Open it, save it again and upload the new file.',
      error,
    );
  }
}

/** What mammoth's HTML (its own, always well formed) says so far; `cells` is open while inside a table row. */
interface HtmlState {
  readonly lines: RawLine[];
  cells: RawLine[][] | null;
  text: string;
  boldChars: number;
  boldDepth: number;
  listDepth: number;
  isHeading: boolean;
  hasGap: boolean;
  links: string[];
}

function readHtml(html: string): HtmlState {
  const state: HtmlState = {
    lines: [],
    cells: null,
    text: '',
    boldChars: 0,
    boldDepth: 0,
    listDepth: 0,
    isHeading: false,
    hasGap: false,
    links: [],
  };
  for (const [, closing, tag, attributes, text] of html.matchAll(/<(\/?)([a-z]\w*)([^>]*)>|([^<]+)/g)) {
    if (text !== undefined) addText(state, decodeEntities(text));
    else if (tag !== undefined)
      readTag(state, { tag, isClosing: closing === '/', attributes: attributes ?? '' });
  }
  endLine(state);
  return state;
}

interface Tag {
  readonly tag: string;
  readonly isClosing: boolean;
  readonly attributes: string;
}

function readTag(state: HtmlState, { tag, isClosing, attributes }: Tag): void {
  switch (tag) {
    case 'strong':
      state.boldDepth += isClosing ? -1 : 1;
      return;
    case 'a':
      if (!isClosing) addLink(state, attributes);
      return;
    case 'br':
      endLine(state);
      return;
    case 'p':
      // An empty paragraph is how Word users put space between things.
      if (isClosing && state.text.trim() === '') state.hasGap = true;
      endLine(state);
      return;
    case 'li':
      endLine(state);
      state.listDepth += isClosing ? -1 : 1;
      return;
    case 'tr':
      readRow(state, isClosing);
      return;
    case 'td':
    case 'th':
      endLine(state);
      if (!isClosing) state.cells?.push([]);
      return;
    default:
      if (/^h[1-6]$/.test(tag)) readHeading(state, isClosing);
  }
}

function readHeading(state: HtmlState, isClosing: boolean): void {
  if (!isClosing) {
    state.isHeading = true;
    return;
  }
  endLine(state);
  state.isHeading = false;
}

// Nested tables end up in the row they stand in.
function readRow(state: HtmlState, isClosing: boolean): void {
  endLine(state);
  if (!isClosing) {
    state.cells ??= [];
    return;
  }
  const cells = (state.cells ?? []).filter((cell) => cell.length > 0);
  state.cells = null;
  if (cells.some((cell) => cell.length > MAX_ROW_PARAGRAPHS)) {
    for (const cell of cells) {
      state.lines.push(...cell.map((line, index) => (index === 0 ? { ...line, startsBlock: true } : line)));
    }
    return;
  }
  if (cells.length > 0) state.lines.push(joinCells(cells.flat()));
}

function joinCells(parts: readonly RawLine[]): RawLine {
  return {
    text: parts.map((part) => part.text).join('\t'),
    isEmphasised: parts.every((part) => part.isEmphasised === true),
    links: parts.flatMap((part) => part.links ?? []),
  };
}

function addText(state: HtmlState, text: string): void {
  state.text += text;
  if (state.boldDepth > 0) state.boldChars += text.trim().length;
}

function addLink(state: HtmlState, attributes: string): void {
  const target = /href="([^"]*)"/.exec(attributes)?.[1];
  if (target !== undefined) state.links.push(decodeEntities(target));
}

function endLine(state: HtmlState): void {
  const visible = state.text.trim();
  if (visible !== '' || state.links.length > 0) {
    const line: RawLine = {
      text: state.text.replace(/(?<=\S) {4,}(?=\S)/g, '\t'),
      isEmphasised: state.isHeading || state.boldChars * 2 > visible.length,
      isBullet: state.listDepth > 0,
      hasGapBefore: state.hasGap || state.isHeading,
      links: state.links,
    };
    (state.cells?.at(-1) ?? state.lines).push(line);
    state.hasGap = false;
  }
  state.text = '';
  state.boldChars = 0;
  state.links = [];
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['nbsp', ' '],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}
