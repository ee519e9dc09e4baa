/** One record of a JSON file as text; or why there is none. */
export type JsonPiece =
  | { readonly kind: 'value'; readonly text: string }
  /** A record longer than the limit: left out, the next one is read. */
  | { readonly kind: 'oversized' }
  /** The file ends in the middle, or is not JSON from here on. */
  | { readonly kind: 'broken'; readonly reason: string };

export interface SplitOptions {
  /** `keep`: objects at the root are records. `open`: an object at the root is a wrapping whose lists are looked through. */
  readonly rootObjects: 'keep' | 'open';
  /** Whether the list under this dotted path of keys holds records, or the object under it such a list. */
  readonly isOpened: (path: string) => boolean;
  /** Longest record, in bytes. */
  readonly mostBytes: number;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
/** Longer keys are told by their beginning. */
const LONGEST_KEY = 1_000;

/**
 * The records of a JSON file, one after the other, in memory of the size of one record. Reads only the structure around
 * the records: each is handed on as text for JSON.parse. So one broken record costs one row, the place where a file was
 * cut off is known, and a gibibyte takes seconds; parsers that hand on tokens give none of the three.
 */
export async function* splitJson(
  chunks: AsyncIterable<Buffer>,
  options: SplitOptions,
): AsyncGenerator<JsonPiece> {
  const scan: Scan = {
    options,
    frames: [],
    value: null,
    key: null,
    keyName: '',
    isInString: false,
    isEscaped: false,
    expected: 'value',
    isOver: false,
    pieces: [],
  };
  for await (const chunk of chunks) {
    scanChunk(scan, chunk);
    yield* scan.pieces.splice(0);
    if (scan.isOver) return;
  }
  scanEnd(scan);
  yield* scan.pieces;
}

/** A list or object that is looked through. */
interface Frame {
  readonly isList: boolean;
  readonly path: string;
}

/** A value that is kept as a record, or passed over. */
interface Value {
  readonly isRecord: boolean;
  readonly isScalar: boolean;
  depth: number;
  parts: Buffer[];
  bytes: number;
}

interface Scan {
  readonly options: SplitOptions;
  readonly frames: Frame[];
  value: Value | null;
  /** The bytes of the key that is being read. */
  key: number[] | null;
  keyName: string;
  isInString: boolean;
  isEscaped: boolean;
  expected: 'value' | 'key' | 'colon' | 'separator';
  isOver: boolean;
  readonly pieces: JsonPiece[];
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
/** The bytes of a byte order mark stand where structure is expected, and mean as much as a space. */
const isMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf;

function scanChunk(scan: Scan, chunk: Buffer): void {
  let at = 0;
  while (at < chunk.length && !scan.isOver) {
    if (scan.value !== null) at = scanValue(scan, scan.value, { chunk, at });
    else if (scan.key !== null) at = scanKey(scan, scan.key, { chunk, at });
    else {
      const byte = chunk[at] ?? 0;
      if (!isSpace(byte) && !isMark(byte)) scanStructure(scan, byte);
      // The first byte of a record is seen here, the others inside it.
      if (scan.value !== null) keep(scan.value, scan.options, chunk.subarray(at, at + 1));
      at += 1;
    }
  }
}

function scanEnd(scan: Scan): void {
  if (scan.isOver) return;
  if (scan.value?.isScalar === true && scan.frames.length === 0) finish(scan, scan.value);
  if (scan.value !== null || scan.key !== null || scan.frames.length > 0) fail(scan, 'The file is cut off');
}

interface Position {
  readonly chunk: Buffer;
  readonly at: number;
}

/** Reads on inside a value; where to go on behind what was read. */
function scanValue(scan: Scan, value: Value, { chunk, at }: Position): number {
  let position = at;
  let isEnd = false;
  // Held in variables of their own: this loop sees every byte of the file.
  let { isInString, isEscaped } = scan;
  for (; position < chunk.length && !isEnd; position++) {
    const byte = chunk[position] ?? 0;
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        isInString = false;
        isEnd = value.depth === 0;
      }
    } else if (value.isScalar) {
      if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || isSpace(byte)) {
        keep(value, scan.options, chunk.subarray(at, position));
        finish(scan, value);
        return position;
      }
    } else if (byte === QUOTE) isInString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) value.depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      value.depth -= 1;
      isEnd = value.depth === 0;
    }
  }
  scan.isInString = isInString;
  scan.isEscaped = isEscaped;
  keep(value, scan.options, chunk.subarray(at, position));
  if (isEnd) finish(scan, value);
  return position;
}

function scanKey(scan: Scan, key: number[], { chunk, at }: Position): number {
  for (let position = at; position < chunk.length; position++) {
    const byte = chunk[position] ?? 0;
    if (!scan.isEscaped && byte === QUOTE) {
      scan.keyName = Buffer.from(key).toString('utf8');
      scan.key = null;
      scan.expected = 'colon';
      return position + 1;
    }
    scan.isEscaped = !scan.isEscaped && byte === BACKSLASH;
    if (key.length < LONGEST_KEY) key.push(byte);
  }
  return chunk.length;
}

/** A byte of the structure around the records. */
function scanStructure(scan: Scan, byte: number): void {
  const frame = scan.frames.at(-1);
  if (scan.expected === 'colon') {
    if (byte === COLON) scan.expected = 'value';
    else fail(scan, 'Not JSON: a colon is missing');
  } else if (frame !== undefined && byte === (frame.isList ? CLOSE_LIST : CLOSE_OBJECT)) {
    scan.frames.pop();
    scan.expected = scan.frames.length === 0 ? 'value' : 'separator';
  } else if (scan.expected === 'separator') {
    if (byte === COMMA) scan.expected = frame?.isList === true ? 'value' : 'key';
    else fail(scan, 'Not JSON: a comma is missing between two records');
  } else if (scan.expected === 'key') {
    if (byte === QUOTE) scan.key = [];
    else fail(scan, 'Not JSON: a name in quotes was expected');
  } else if (byte === COMMA || byte === COLON || byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
    fail(scan, 'Not JSON: a record was expected');
  } else begin(scan, byte, frame);
}

function begin(scan: Scan, byte: number, frame: Frame | undefined): void {
  const isList = byte === OPEN_LIST;
  const isStructure = isList || byte === OPEN_OBJECT;
  const path = frame === undefined || frame.isList ? '' : pathOf(frame, scan.keyName);
  const isOpen =
    frame === undefined
      ? isList || scan.options.rootObjects === 'open'
      : !frame.isList && scan.options.isOpened(path);
  if (isStructure && isOpen) {
    scan.frames.push({ isList, path });
    scan.expected = isList ? 'value' : 'key';
    return;
  }
  scan.isInString = byte === QUOTE;
  scan.value = {
    isRecord: frame === undefined || frame.isList,
    isScalar: !isStructure && byte !== QUOTE,
    depth: isStructure ? 1 : 0,
    parts: [],
    bytes: 0,
  };
}

function keep(value: Value, { mostBytes }: SplitOptions, bytes: Buffer): void {
  if (!value.isRecord) return;
  value.bytes += bytes.length;
  if (value.bytes <= mostBytes) value.parts.push(bytes);
  else value.parts = [];
}

function finish(scan: Scan, value: Value): void {
  if (value.isRecord) {
    const isWhole = value.bytes <= scan.options.mostBytes;
    scan.pieces.push(
      isWhole ? { kind: 'value', text: Buffer.concat(value.parts).toString('utf8') } : { kind: 'oversized' },
    );
  }
  scan.value = null;
  scan.expected = scan.frames.length === 0 ? 'value' : 'separator';
}

function fail(scan: Scan, reason: string): void {
  scan.isOver = true;
  scan.pieces.push({ kind: 'broken', reason });
}

const pathOf = (frame: Frame, key: string): string => (frame.path === '' ? key : `${frame.path}.${key}`);
