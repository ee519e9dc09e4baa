import { cleanText, decodeText } from './decode-text.ts';
import { assembleText, requireText, type ExtractedText, type RawLine } from './extracted-text.ts';
import { LIMITS, ResumeRefusal } from './refusal.ts';

/** The lines of a plain-text file; runs of three or more spaces count as a wide gap, blank lines as space before. */
export function extractPlain(bytes: Uint8Array): ExtractedText {
  const text = cleanText(decodeText(bytes) ?? '');
  if (text.length > LIMITS.textChars) {
    throw new ResumeRefusal(
      'too_large',
      'This file holds far more text than a résumé. Upload a shorter one.',
    );
  }
  const lines: RawLine[] = [];
  let hasGapBefore = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      hasGapBefore = true;
      continue;
    }
    lines.push({ text: line.trimEnd().replace(/(?<=\S) {3,}(?=\S)/g, '\t'), hasGapBefore });
    hasGapBefore = false;
  }
  return requireText(assembleText(lines), 'There is no readable text in this file.');
}
