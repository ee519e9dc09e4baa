import type { RawRow } from '../parsed-row.ts';
import type { SourceFile } from '../source-files.ts';
import { isRecord } from './json.ts';
import { createRecordReader, type RecordOptions, type RecordReader } from './rows-of-record.ts';
import { splitJson, type JsonPiece } from './split-json.ts';
import { splitLines } from './split-lines.ts';

/** Longest record, in bytes: a posting has some kilobytes. */
const LONGEST_RECORD = 16 * 1024 * 1024;
/** Objects up to this size are read whole, so that what they are is told from all that is in them. */
const WHOLE_BYTES = 8 * 1024 * 1024;

/** Keys under which feeds keep their lists, alone or one inside the other (`data.items`). */
const wrappings: ReadonlySet<string> = new Set([
  'jobs',
  'items',
  'data',
  'results',
  'postings',
  'positions',
  'vacancies',
  'offers',
  'entries',
  'records',
  'listings',
  'elements',
  '@graph',
  'itemListElement',
]);

export interface JsonFileOptions extends RecordOptions {
  readonly onBytes: (bytes: number) => void;
}

/**
 * The records of a JSON file, streamed: a list, a list under one of the usual keys (or under the mapping's `items`, a dotted
 * path), JSON lines, or one document. Lines are counted in JSON lines, records elsewhere.
 */
export async function* readJsonFile(file: SourceFile, options: JsonFileOptions): AsyncGenerator<RawRow> {
  const read = createRecordReader(options);
  const head = await file.head();
  if (isLines(file.name, head)) {
    yield* readLines(file, read, options);
    return;
  }
  const { text, rest } = await beginningOf(file.chunks(options.onBytes));
  if (text.toString('utf8').trim() === '') {
    yield broken(file, 0, 'The file is empty');
    return;
  }
  const isOpened = openedBy(options.map['items']);
  if (rest === null && /^\uFEFF?\s*\{/.test(text.toString('utf8', 0, 1_000))) {
    const document = parse(text.toString('utf8'));
    if (document.isJson) {
      const records = recordsIn(document.value, isOpened, options.format);
      const reads = records.flatMap((each) => read(each));
      yield* reads.map((each, index) => record(file, index + 1, each));
      if (records.length > 0 && reads.length === 0) yield record(file, 1, noPosting);
      return;
    }
  }
  const rootObjects = rest === null && (await holdsSeveral(text)) ? 'keep' : 'open';
  const pieces = splitJson(joined(text, rest), { rootObjects, isOpened, mostBytes: LONGEST_RECORD });
  yield* readPieces(file, read, pieces);
}

const openedBy = (items: string | undefined): ((path: string) => boolean) =>
  items === undefined
    ? (path) => path.split('.').every((key) => wrappings.has(key))
    : (path) => items === path || items.startsWith(`${path}.`);

/** The records in a document that was read whole: those in the list it wraps, else itself. */
function recordsIn(
  document: unknown,
  isOpened: (path: string) => boolean,
  format: RecordOptions['format'],
): readonly unknown[] {
  // Postings stand anywhere in linked data; its own reader looks for them.
  const isLinkedData = isRecord(document) && ['@type', '@graph', '@context'].some((key) => key in document);
  if (!isRecord(document) || format === 'jsonld' || (format === 'auto' && isLinkedData)) return [document];
  const lists = listsIn(document, '', isOpened);
  return lists ?? [document];
}

function listsIn(
  record: Readonly<Record<string, unknown>>,
  path: string,
  isOpened: (path: string) => boolean,
): readonly unknown[] | null {
  const found = Object.entries(record).flatMap(([key, value]) => {
    const below = path === '' ? key : `${path}.${key}`;
    if (!isOpened(below)) return [];
    if (Array.isArray(value)) return [value];
    return isRecord(value) ? [listsIn(value, below, isOpened)].filter((list) => list !== null) : [];
  });
  return found.length === 0 ? null : found.flat();
}

async function* readLines(
  file: SourceFile,
  read: RecordReader,
  { onBytes }: JsonFileOptions,
): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const { text, isLast } of splitLines(file.chunks(onBytes), LONGEST_RECORD)) {
    line += 1;
    if (text === null) yield broken(file, line, `The line is longer than ${LONGEST_RECORD} bytes`);
    else if (text.trim() !== '') {
      const document = parse(text);
      if (document.isJson) {
        const reads = read(document.value);
        yield* (reads.length === 0 ? [noPosting] : reads).map((each) => record(file, line, each));
      } else yield broken(file, line, isLast ? 'The file is cut off' : document.reason);
    }
  }
  if (line === 0) yield broken(file, 0, 'The file is empty');
}

async function* readPieces(
  file: SourceFile,
  read: RecordReader,
  pieces: AsyncIterable<JsonPiece>,
): AsyncGenerator<RawRow> {
  let number = 0;
  let rows = 0;
  for await (const piece of pieces) {
    number += 1;
    if (piece.kind === 'oversized')
      yield broken(file, number, `The record is longer than ${LONGEST_RECORD} bytes`);
    else if (piece.kind === 'broken') yield broken(file, number, piece.reason);
    else {
      const document = parse(piece.text);
      if (!document.isJson) yield broken(file, number, document.reason);
      else {
        const reads = read(document.value);
        rows += reads.length;
        yield* reads.map((each) => record(file, number, each));
        continue;
      }
    }
    rows += 1;
  }
  if (number > 0 && rows === 0) yield record(file, number, noPosting);
}

const noPosting = (): { reason: string } => ({ reason: 'There is no schema.org JobPosting here' });

const record = (file: SourceFile, line: number, read: ReturnType<RecordReader>[number]): RawRow => ({
  kind: 'record',
  file: file.name,
  line,
  read,
});

const broken = (file: SourceFile, line: number, reason: string): RawRow => ({
  kind: 'broken',
  error: { file: file.name, line, reason },
});

type Parsed =
  { readonly isJson: true; readonly value: unknown } | { readonly isJson: false; readonly reason: string };

function parse(text: string): Parsed {
  try {
    return { isJson: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 150) : 'unreadable';
    return { isJson: false, reason: `Not JSON: ${why}` };
  }
}

/** By its name, or because its first line is a whole object and another one follows. */
function isLines(name: string, head: Buffer): boolean {
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(name)) return true;
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const end = text.indexOf('\n');
  if (!text.startsWith('{') || end < 0 || !/^\s*\{/.test(text.slice(end))) return false;
  return parse(text.slice(0, end)).isJson;
}

/** Whether objects stand one behind the other at the root. */
async function holdsSeveral(text: Buffer): Promise<boolean> {
  const once = async function* (): AsyncGenerator<Buffer> {
    yield text;
  };
  let objects = 0;
  for await (const piece of splitJson(once(), {
    rootObjects: 'keep',
    isOpened: () => false,
    mostBytes: LONGEST_RECORD,
  })) {
    if (piece.kind === 'value' && piece.text.startsWith('{')) objects += 1;
    if (objects > 1) return true;
  }
  return false;
}

/** The first bytes of a file, and the chunks behind them if there are more. */
async function beginningOf(
  chunks: AsyncIterable<Buffer>,
): Promise<{ text: Buffer; rest: AsyncIterator<Buffer> | null }> {
  const rest = chunks[Symbol.asyncIterator]();
  const parts: Buffer[] = [];
  let bytes = 0;
  while (bytes <= WHOLE_BYTES) {
    const next = await rest.next();
    if (next.done === true) return { text: Buffer.concat(parts), rest: null };
    parts.push(next.value);
    bytes += next.value.length;
  }
  return { text: Buffer.concat(parts), rest };
}

async function* joined(text: Buffer, rest: AsyncIterator<Buffer> | null): AsyncGenerator<Buffer> {
  yield text;
  if (rest === null) return;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
