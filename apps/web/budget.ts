import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  imports?: string[];
  isEntry?: boolean;
}

/** JavaScript of the first route, gzip: UI.md's limit in bytes. */
const LIMIT = 180 * 1024;

const dist = path.join(import.meta.dirname, 'dist');
const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'),
);

/** The entry and everything it loads before it can show the front page. */
function filesOf(key: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (chunk === undefined || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(next, found);
  return found;
}

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
if (entry === undefined) throw new Error('dist/.vite/manifest.json names no entry: build first');

const sizes = [...filesOf(entry)].map((file) => gzipSync(readFileSync(path.join(dist, file))).byteLength);
const total = sizes.reduce((sum, size) => sum + size, 0);
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;

console.log(
  `First route: ${kilobytes(total)} of JavaScript (gzip) in ${sizes.length} files, limit ${kilobytes(LIMIT)}`,
);
if (total > LIMIT) {
  console.error('The first route is over its budget: load what it does not need later.');
  process.exitCode = 1;
}
