import { AppError } from '@access/contracts/errors';
import type { ImportFormat } from '@access/contracts/imports';

/** What a file is made of; which of the JSON formats it holds is told record by record. */
export type FileKind = 'csv' | 'json' | 'html' | 'xml';

const byName: ReadonlyArray<readonly [FileKind, RegExp]> = [
  ['csv', /\.(?:csv|tsv)(?:\.gz)?$/i],
  ['json', /\.(?:json|jsonld|jsonl|ndjson)(?:\.gz)?$/i],
  ['html', /\.html?(?:\.gz)?$/i],
  ['xml', /\.xml(?:\.gz)?$/i],
];

/**
 * The kind of a file from the format asked for, its name, and where neither tells from its first bytes.
 * @throws AppError unsupported_media_type where those are of nothing that can be read.
 */
export function tellKind(format: ImportFormat, name: string, head: Buffer): FileKind {
  if (format === 'csv' || format === 'xml') return format;
  if (format === 'json' || format === 'greenhouse' || format === 'lever') return 'json';
  const named = byName.find(([, pattern]) => pattern.test(name))?.[0];
  const text = startOf(head);
  // Feeds are served under any name: what begins like a page or like JSON is that.
  if (format === 'jsonld') return text.startsWith('<') ? 'html' : 'json';
  if (named !== undefined) return named;
  if (text.startsWith('<')) return /^<(?:!doctype html|html|head|body|script)\b/i.test(text) ? 'html' : 'xml';
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  const [header = ''] = text.split('\n');
  if (!text.includes('\u0000') && /[,;\t]/.test(header)) return 'csv';
  throw new AppError('unsupported_media_type', `${name} is neither CSV, JSON, XML nor HTML`);
}

const startOf = (head: Buffer): string =>
  head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
