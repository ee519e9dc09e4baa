import { getDocumentProxy } from 'unpdf';

import { assembleText, requireText, type ExtractedText, type RawLine } from './extracted-text.ts';
import { mergePages, splitColumns, type PdfBlock } from './pdf-columns.ts';
import { groupRows, type PdfItem, type PdfRow } from './pdf-items.ts';
import { LIMITS, ResumeRefusal } from './refusal.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

const NO_TEXT =
  'This PDF holds pictures of pages and no text, as a scan does. Export it from the program it was written in, or upload a Word or text file.';

/** The lines of a PDF in reading order, columns told apart; refuses encrypted, damaged, too long and scanned files. */
export async function extractPdf(bytes: Uint8Array): Promise<ExtractedText> {
  const document = await openDocument(bytes);
  try {
    if (document.numPages > LIMITS.pages) throw tooManyPages(document.numPages);
    const pages: (readonly PdfBlock[])[] = [];
    const links: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(splitColumns(groupRows(await readItems(page))));
      links.push(...(await readLinks(page)));
      page.cleanup();
    }
    return requireText(assembleText([...toLines(mergePages(pages)), { text: '', links }]), NO_TEXT);
  } catch (error) {
    throw error instanceof ResumeRefusal ? error : damaged(error);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function openDocument(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // A copy: pdf.js takes the buffer away from its owner.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      disableFontFace: true,
      verbosity: 0,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new ResumeRefusal(
        'encrypted',
        'This PDF is protected by a password. Save it without one and upload it again.',
        error,
      );
    }
    throw damaged(error);
  }
}

async function readItems(page: PdfPage): Promise<PdfItem[]> {
  const content = await page.getTextContent();
  const [, , , top] = page.view;
  return content.items.flatMap((item): PdfItem[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a, b, , , x, y] = readMatrix(item.transform);
    const size = Math.hypot(a, b);
    if (size === 0) return [];
    return [{ text: item.str, x, y: (top ?? 0) - y, width: item.width, size, font: item.fontName }];
  });
}

function readMatrix(values: readonly unknown[]): readonly [number, number, number, number, number, number] {
  const at = (index: number): number => {
    const value = values[index];
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

async function readLinks(page: PdfPage): Promise<string[]> {
  const annotations: unknown[] = await page.getAnnotations();
  return annotations.flatMap((annotation) => {
    if (typeof annotation !== 'object' || annotation === null || !('url' in annotation)) return [];
    return typeof annotation.url === 'string' ? [annotation.url] : [];
  });
}

function toLines(blocks: readonly PdfBlock[]): RawLine[] {
  const body = bodyStyle(
    blocks.flatMap((block) => (block.kind === 'full' ? block.rows : [...block.left, ...block.right])),
  );
  return blocks.flatMap((block, index) =>
    block.kind === 'full'
      ? rowsToLines(block.rows, body, index > 0)
      : [...rowsToLines(block.left, body, true), ...rowsToLines(block.right, body, true)],
  );
}

interface BodyStyle {
  readonly size: number;
  readonly font: string;
  readonly leading: number;
}

function rowsToLines(rows: readonly PdfRow[], body: BodyStyle, startsBlock: boolean): RawLine[] {
  return rows.map((row, index) => {
    const above = rows[index - 1];
    const distance = above === undefined ? 0 : row.y - above.y;
    return {
      text: row.segments.map((segment) => segment.text).join('\t'),
      scale: body.size === 0 ? 1 : row.size / body.size,
      isEmphasised: row.font !== body.font,
      hasGapBefore: distance < 0 || distance > body.leading * 1.3,
      startsBlock: startsBlock && index === 0,
    };
  });
}

// The usual size and face are those that most letters have; the usual leading is the middle one.
function bodyStyle(rows: readonly PdfRow[]): BodyStyle {
  const leadings = rows
    .map((row, index) => row.y - (rows[index - 1]?.y ?? row.y))
    .filter((distance) => distance > 0)
    .sort((a, b) => a - b);
  const items = rows.flatMap((row) => row.items);
  return {
    size: Number(mostLetters(items, (item) => item.size.toFixed(1))),
    font: mostLetters(items, (item) => item.font),
    leading: leadings[Math.floor(leadings.length / 2)] ?? 0,
  };
}

function mostLetters(items: readonly PdfItem[], keyOf: (item: PdfItem) => string): string {
  const letters = new Map<string, number>();
  for (const item of items) letters.set(keyOf(item), (letters.get(keyOf(item)) ?? 0) + item.text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function tooManyPages(pages: number): ResumeRefusal {
  return new ResumeRefusal(
    'too_many_pages',
    `This PDF has ${pages} pages; a résumé may have ${LIMITS.pages}. Upload a shorter one.`,
  );
}

function damaged(cause: unknown): ResumeRefusal {
  return new ResumeRefusal(
    'corrupt',
    'This PDF is damaged. Export it again from the program it was written in.',
    cause,
  );
}
