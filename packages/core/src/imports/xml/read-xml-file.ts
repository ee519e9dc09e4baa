import sax from 'sax';

import { createColumnGuess } from '../json/flatten-record.ts';
import type { RawRow } from '../parsed-row.ts';
import type { SourceFile } from '../source-files.ts';
import type { Mapping } from '../table/map-columns.ts';
import { readTableRow } from '../table/read-row.ts';
import { createAmpersandEscaper } from './escape-ampersands.ts';

export interface XmlFileOptions {
  readonly map: Mapping;
  readonly companyName: string | null;
  readonly onBytes: (bytes: number) => void;
}

/** Elements that are one posting each, by their local names; the mapping's `items` names another one. */
const postingElements: ReadonlySet<string> = new Set([
  'job',
  'item',
  'position',
  'vacancy',
  'posting',
  'offer',
  'ad',
]);
/** Longest posting, in characters. */
const LONGEST = 16 * 1024 * 1024;

/**
 * The postings of an XML feed as Indeed takes it (`<source><job><title><![CDATA[…`), streamed and counted from 1. What stands
 * below a posting's element becomes its columns, deeper elements as `location.city`. Entities of HTML and stray ampersands
 * are taken for text, as every reader of such feeds has to.
 */
export async function* readXmlFile(
  file: SourceFile,
  { map, companyName, onBytes }: XmlFileOptions,
): AsyncGenerator<RawRow> {
  const { items, ...byField } = map;
  const guess = createColumnGuess(byField);
  const reader = createPostingReader(items);
  let line = 0;
  const take = function* (): Generator<RawRow> {
    for (const { headers, cells } of reader.taken()) {
      line += 1;
      const read = () => readTableRow(cells, guess(headers), { companyName });
      yield { kind: 'record', file: file.name, line, read };
    }
  };
  const decoder = new TextDecoder(encodingOf(await file.head()));
  const escaper = createAmpersandEscaper();
  for await (const chunk of file.chunks(onBytes)) {
    reader.write(escaper.push(decoder.decode(chunk, { stream: true })));
    yield* take();
    if (reader.damage() !== null) break;
  }
  if (reader.damage() === null) {
    reader.write(escaper.end());
    reader.end();
  }
  yield* take();
  const damage = reader.damage();
  if (damage !== null) yield { kind: 'broken', error: { file: file.name, line: line + 1, reason: damage } };
}

interface Row {
  readonly headers: readonly string[];
  readonly cells: readonly string[];
}

interface Open {
  /** Local names of the elements from the posting's own to the innermost. */
  readonly path: string[];
  readonly values: Map<string, string[]>;
  readonly depth: number;
  length: number;
}

/** What the parser says of entities that HTML has and XML has not; it takes them for text. */
const forgiven = /entity/i;

function createPostingReader(items: string | undefined) {
  const parser = sax.parser(true, { trim: false });
  let rows: Row[] = [];
  let damage: string | null = null;
  let depth = 0;
  let sawRoot = false;
  let open: Open | null = null;
  const isPosting = (name: string): boolean =>
    items === undefined ? postingElements.has(name) : name === items;

  parser.onopentag = ({ name }) => {
    depth += 1;
    sawRoot = true;
    const local = localName(name);
    if (open !== null) open.path.push(local);
    // The root may have such a name itself: `<position>` around `<position>`.
    else if (depth > 1 && isPosting(local)) open = { path: [], values: new Map(), depth, length: 0 };
  };
  const addText = (text: string): void => {
    if (open === null || open.path.length === 0) return;
    open.length += text.length;
    if (open.length > LONGEST) {
      damage ??= `A posting is longer than ${LONGEST} characters`;
      return;
    }
    const path = open.path.join('.');
    const parts = open.values.get(path);
    if (parts === undefined) open.values.set(path, [text]);
    else parts.push(text);
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    if (open !== null && depth === open.depth) {
      rows.push(rowOf(open.values));
      open = null;
    } else open?.path.pop();
    depth -= 1;
  };
  parser.onerror = (error) => {
    if (!forgiven.test(error.message)) damage ??= `The rest is not XML: ${reasonOf(error)}`;
    parser.resume();
  };
  return {
    write: (text: string): void => void parser.write(text),
    end: (): void => {
      if (!sawRoot) damage ??= 'The file holds no XML';
      else if (depth > 0 || open !== null) damage ??= 'The file is cut off';
      else parser.close();
    },
    damage: (): string | null => damage,
    taken: (): Row[] => {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

const localName = (name: string): string => (name.split(':').at(-1) ?? name).toLowerCase();
const reasonOf = (error: Error): string => (error.message.split('\n')[0] ?? '').slice(0, 150);

function rowOf(values: ReadonlyMap<string, readonly string[]>): Row {
  const entries = [...values].flatMap(([path, parts]) => {
    const text = parts.join('').trim();
    return text === '' ? [] : [[path, text] as const];
  });
  return { headers: entries.map(([path]) => path), cells: entries.map(([, text]) => text) };
}

/** As the declaration says, UTF-8 otherwise. */
function encodingOf(head: Buffer): string {
  const declared =
    /^[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return 'utf-8';
  }
}
