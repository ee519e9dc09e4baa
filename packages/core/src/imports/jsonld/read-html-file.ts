import type { RawRow } from '../parsed-row.ts';
import type { SourceFile } from '../source-files.ts';
import { findPostings, scriptsOf } from './find-postings.ts';
import { readPosting } from './read-posting.ts';

/** A page is read whole; larger ones are no pages. */
const LARGEST_PAGE = 32 * 1024 * 1024;

/** The postings of an HTML page, from its JSON-LD scripts; counted from 1. */
export async function* readHtmlFile(
  file: SourceFile,
  onBytes: (bytes: number) => void,
): AsyncGenerator<RawRow> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file.chunks(onBytes)) {
    bytes += chunk.length;
    if (bytes > LARGEST_PAGE) {
      yield broken(file, 0, `The page is larger than ${LARGEST_PAGE} bytes`);
      return;
    }
    parts.push(chunk);
  }
  yield* postingsOf(file, Buffer.concat(parts).toString('utf8'));
}

function* postingsOf(file: SourceFile, html: string): Generator<RawRow> {
  let line = 0;
  for (const script of scriptsOf(html)) {
    const document = parse(script);
    if (document === undefined) {
      line += 1;
      yield broken(file, line, 'A JSON-LD script of the page is not JSON');
      continue;
    }
    for (const node of findPostings(document)) {
      line += 1;
      yield { kind: 'record', file: file.name, line, read: () => readPosting(node) };
    }
  }
  if (line === 0) {
    const reason = 'The page holds no schema.org JobPosting';
    yield { kind: 'record', file: file.name, line: 1, read: () => ({ reason }) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const broken = (file: SourceFile, line: number, reason: string): RawRow => ({
  kind: 'broken',
  error: { file: file.name, line, reason },
});
