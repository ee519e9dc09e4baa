import { fileTypeFromBuffer } from 'file-type';

import { decodeText } from './decode-text.ts';
import { LIMITS, ResumeRefusal } from './refusal.ts';
import { readZipDirectory } from './zip-directory.ts';

/** The kinds of résumé file that are read; `json` is JSON Resume. */
export type ResumeType = 'pdf' | 'docx' | 'txt' | 'json';

const TAKEN = 'Upload a PDF, a Word file (.docx), a plain text file or a JSON Resume.';
// A PDF may have rubbish before its header: readers accept it within the first 1,024 bytes (ISO 32000-1, annex H.3.4.1).
const PDF_HEADER_WITHIN = 1_024;
const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_OFFICE_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * The kind of file by its content; the name is never asked.
 * Throws ResumeRefusal `too_large`, `unsupported_type`, `encrypted`, `unpacks_too_large`, `corrupt` or `no_text` (empty).
 */
export async function detectResumeType(bytes: Uint8Array): Promise<ResumeType> {
  if (bytes.byteLength > LIMITS.fileBytes) {
    throw new ResumeRefusal('too_large', 'This file is larger than 10 MB. Upload a smaller one.');
  }
  if (bytes.byteLength === 0) throw new ResumeRefusal('no_text', 'This file is empty.');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return detectZip(bytes);
  if (head.subarray(0, 8).equals(OLE_MAGIC)) throw refuseOldOffice(head);
  const named = await fileTypeFromBuffer(bytes);
  if (named !== undefined && named.ext !== 'xml') throw unsupported(`a .${named.ext} file`);
  return detectText(bytes);
}

function detectZip(bytes: Uint8Array): ResumeType {
  const entries = readZipDirectory(bytes);
  if (!entries.some((entry) => entry.name === 'word/document.xml')) throw unsupported('a ZIP archive');
  if (entries.some((entry) => entry.isEncrypted)) throw encrypted();
  return 'docx';
}

// Word wraps a password-protected .docx into the container that .doc files use.
function refuseOldOffice(head: Buffer): ResumeRefusal {
  return head.includes(ENCRYPTED_OFFICE_STREAM) ? encrypted() : unsupported('an old Office file (.doc)');
}

function detectText(bytes: Uint8Array): ResumeType {
  const text = decodeText(bytes)?.trimStart();
  if (text === undefined) throw unsupported('a binary file');
  if (/^<(!doctype|html|\?xml)/i.test(text)) throw unsupported('a web page or XML file');
  return /^\{\s*(["}]|$)/.test(text) ? 'json' : 'txt';
}

function unsupported(what: string): ResumeRefusal {
  return new ResumeRefusal('unsupported_type', `This is ${what}. ${TAKEN}`);
}

function encrypted(): ResumeRefusal {
  return new ResumeRefusal(
    'encrypted',
    'This file is protected by a password. Save it without one and upload it again.',
  );
}
