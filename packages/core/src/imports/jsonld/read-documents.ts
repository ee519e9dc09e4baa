import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import type { ParsedRow } from '../parsed-row.ts';
import { findPostings, scriptsOf } from './find-postings.ts';
import { readPosting } from './read-posting.ts';

/** A document is read whole; above this it should have been JSON lines. */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** A file to read: `path` on disk, `name` as reports show it, `number` its place in the folder, from 1. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  readonly number: number;
}

/** The postings of one file: a JSON document, JSON lines (`.jsonl`, `.ndjson`), or an HTML page with JSON-LD scripts. */
export async function* readJsonLdFile(file: SourceFile): AsyncGenerator<ParsedRow> {
  if (/\.(?:jsonl|ndjson)$/i.test(file.name)) {
    yield* readLines(file);
    return;
  }
  const { size } = await stat(file.path);
  if (size > LARGEST_BYTES) {
    yield refused(
      file,
      file.number,
      `The file has ${size} bytes; above ${LARGEST_BYTES} give one posting per line as .jsonl`,
    );
    return;
  }
  const text = await readFile(file.path, 'utf8');
  const documents = /\.html?$/i.test(file.name) ? scriptsOf(text) : [text];
  let found = 0;
  for (const document of documents) {
    for (const row of readDocument(document, file, file.number)) {
      found += 1;
      yield row;
    }
  }
  if (found === 0) yield refused(file, file.number, 'The file holds no schema.org JobPosting');
}

async function* readLines(file: SourceFile): AsyncGenerator<ParsedRow> {
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(file.path, 'utf8'),
    crlfDelay: Infinity,
  })) {
    line += 1;
    if (text.trim() === '') continue;
    const rows = readDocument(text, file, line);
    if (rows.length === 0) yield refused(file, line, 'The line holds no schema.org JobPosting');
    yield* rows;
  }
}

/** The postings of one JSON text. Never throws: what cannot be read is a refusal. */
export function readDocument(text: string, file: Pick<SourceFile, 'name'>, line: number): ParsedRow[] {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return [
      refused(file, line, `Not JSON: ${error instanceof Error ? error.message.slice(0, 150) : 'unreadable'}`),
    ];
  }
  return findPostings(document).map((node): ParsedRow => {
    const read = readPosting(node);
    return 'reason' in read
      ? refused(file, line, read.reason)
      : { kind: 'posting', posting: read.posting, file: file.name, line };
  });
}

const refused = (file: Pick<SourceFile, 'name'>, line: number, reason: string): ParsedRow => ({
  kind: 'refused',
  error: { file: file.name, line, reason },
});
