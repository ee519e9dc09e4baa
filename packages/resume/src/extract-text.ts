import type { ResumeType } from './detect-type.ts';
import { extractDocx } from './extract-docx.ts';
import { extractPdf } from './extract-pdf.ts';
import { extractPlain } from './extract-plain.ts';
import type { ExtractedText } from './extracted-text.ts';

/** The readable text of a PDF, DOCX or TXT, line by line in reading order. Throws ResumeRefusal. */
export async function extractText(
  bytes: Uint8Array,
  type: Exclude<ResumeType, 'json'>,
): Promise<ExtractedText> {
  switch (type) {
    case 'pdf':
      return extractPdf(bytes);
    case 'docx':
      return extractDocx(bytes);
    case 'txt':
      return extractPlain(bytes);
  }
}
