import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PDFDocument from 'pdfkit';

/** A line of a made-up résumé: `right` stands at the right margin (PDF) or after a tab (DOCX). */
export interface Line {
  readonly text: string;
  readonly right?: string;
  readonly kind?: 'name' | 'heading' | 'bold' | 'bullet' | 'gap';
  readonly link?: string;
}

const SIZES = { name: 20, heading: 13, bold: 10, bullet: 10, gap: 10, plain: 10 } as const;

type Pdf = InstanceType<typeof PDFDocument>;

function collect(document: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    document.end();
  });
}

function drawLine(pdf: Pdf, line: Line, { x, width }: { x: number; width: number }): void {
  const { text, right, kind } = line;
  if (kind === 'heading' || kind === 'gap') pdf.moveDown(0.8);
  if (text === '') return;
  pdf.font(kind === 'bold' || kind === 'heading' || kind === 'name' ? 'Helvetica-Bold' : 'Helvetica');
  pdf.fontSize(SIZES[kind ?? 'plain']);
  const y = pdf.y;
  const shown = kind === 'bullet' ? `• ${text}` : text;
  pdf.text(shown, x, y, { width, ...(line.link === undefined ? {} : { link: line.link }) });
  if (right === undefined) return;
  const after = pdf.y;
  pdf.font('Helvetica').text(right, x, y, { width, align: 'right' });
  pdf.y = after;
}

/** A PDF of one column with dates at the right margin. */
export async function renderPdf(
  lines: readonly Line[],
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const pdf = new PDFDocument({ margin: 50, ...options });
  for (const line of lines) drawLine(pdf, line, { x: 50, width: 512 });
  return collect(pdf);
}

/** A PDF with a sidebar on the left and a header over both columns. */
export async function renderTwoColumnPdf(columns: {
  header: readonly Line[];
  left: readonly Line[];
  right: readonly Line[];
}): Promise<Buffer> {
  const pdf = new PDFDocument({ margin: 40 });
  for (const line of columns.header) drawLine(pdf, line, { x: 40, width: 532 });
  const top = pdf.y + 10;
  pdf.y = top;
  for (const line of columns.left) drawLine(pdf, line, { x: 40, width: 150 });
  pdf.y = top;
  for (const line of columns.right) drawLine(pdf, line, { x: 215, width: 355 });
  return collect(pdf);
}

/** A PDF whose pages hold a picture and no text, as a scanner makes it. */
export async function renderScan(): Promise<Buffer> {
  const pdf = new PDFDocument();
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  pdf.image(Buffer.from(pixel, 'base64'), 0, 0, { width: 600, height: 780 });
  return collect(pdf);
}

/** A PDF of so many pages, each with a line of text. */
export async function renderPages(count: number): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false });
  for (let page = 1; page <= count; page += 1)
    pdf.addPage().text(`This is page number ${page} of a long book`);
  return collect(pdf);
}

function toParagraph({ text, right, kind }: Line): Paragraph {
  const shown = right === undefined ? text : `${text}\t${right}`;
  if (kind === 'heading') return new Paragraph({ text: shown, heading: HeadingLevel.HEADING_1 });
  if (kind === 'bullet') return new Paragraph({ text: shown, bullet: { level: 0 } });
  return new Paragraph({
    children: [new TextRun({ text: shown, bold: kind === 'bold' || kind === 'name' })],
  });
}

function toParagraphs(lines: readonly Line[]): Paragraph[] {
  return lines.flatMap((line) => (line.kind === 'gap' ? [new Paragraph('')] : [toParagraph(line)]));
}

/** A Word file of paragraphs, headings, lists and tabs. */
export async function renderDocx(lines: readonly Line[]): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: toParagraphs(lines) }] }));
}

/** A Word file laid out by a table of two cells, as sidebar templates are. */
export async function renderTableDocx(left: readonly Line[], right: readonly Line[]): Promise<Buffer> {
  const cell = (lines: readonly Line[]): TableCell => new TableCell({ children: toParagraphs(lines) });
  const table = new Table({ rows: [new TableRow({ children: [cell(left), cell(right)] })] });
  return Packer.toBuffer(new Document({ sections: [{ children: [table] }] }));
}
