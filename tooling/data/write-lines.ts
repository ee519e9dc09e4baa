import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Writes one JSON value a line, gzipped, as `<path>.gz`. Node's gzip writes a zero time stamp, so the same rows always give
 * the same bytes.
 */
export function writeLines(path: string, rows: readonly unknown[]): { path: string; bytes: number } {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  mkdirSync(dirname(path), { recursive: true });
  const packed = gzipSync(text, { level: 9 });
  // Byte 9 of the header names the operating system: fixed, so that every machine writes the same file.
  packed[9] = 255;
  writeFileSync(`${path}.gz`, packed);
  return { path: `${path}.gz`, bytes: packed.byteLength };
}
