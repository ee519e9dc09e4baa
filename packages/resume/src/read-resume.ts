import type { ParsedResume } from '@access/contracts/resume-document';

import { detectResumeType, type ResumeType } from './detect-type.ts';
import { extractText } from './extract-text.ts';
import { readJsonResume } from './json-resume.ts';
import { parseStructure } from './parse-resume.ts';

/** A file read to the end. */
export interface ReadResume {
  readonly type: ResumeType;
  readonly text: string;
  readonly resume: ParsedResume;
}

/** From bytes to a document, in this process: call it only where a hang or a crash does no harm. Throws ResumeRefusal. */
export async function readResume(bytes: Uint8Array): Promise<ReadResume> {
  const type = await detectResumeType(bytes);
  if (type === 'json') {
    const { text, parsed } = readJsonResume(bytes);
    return { type, text, resume: parsed };
  }
  const extracted = await extractText(bytes, type);
  return { type, text: extracted.text, resume: parseStructure(extracted) };
}
