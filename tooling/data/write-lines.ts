import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

const PLAIN_LIMIT_BYTES = 3 * 1024 * 1024;

/**
 * Writes one JSON value a line, gzipped as `<path>.gz` when the text is over 3 MB, and returns the path written. Node's gzip
 * writes a zero time stamp, so the same rows always give the same bytes.
 */
export function writeLines(path: string, rows: readonly unknown[]): { path: string; bytes: number } {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  mkdirSync(dirname(path), { recursive: true });
  for (const old of [path, `${path}.gz`]) rmSync(old, { force: true });
  if (Buffer.byteLength(text) <= PLAIN_LIMIT_BYTES) {
    writeFileSync(path, text);
    return { path, bytes: Buffer.byteLength(text) };
  }
  const packed = gzipSync(text, { level: 9 });
  // Byte 9 of the header names the operating system: fixed, so that every machine writes the same file.
  packed[9] = 255;
  writeFileSync(`${path}.gz`, packed);
  return { path: `${path}.gz`, bytes: packed.byteLength };
}
