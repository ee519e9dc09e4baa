import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { AppError } from '@access/contracts/errors';
import type { ImportFormat } from '@access/contracts/imports';

import type { SourceFile } from './jsonld/read-documents.ts';

const archive = /\.(?:tar|tgz|tar\.(?:gz|xz|bz2|zst))$/i;
const readable: Readonly<Record<ImportFormat, RegExp>> = {
  csv: /\.(?:csv|tsv)$/i,
  jsonld: /\.(?:json|jsonld|jsonl|ndjson|html?)$/i,
  auto: /\.(?:csv|tsv|json|jsonld|jsonl|ndjson|html?)$/i,
};

/**
 * Every readable file behind the paths: files, folders with all below them (in the order of their names), and tar archives, which are
 * unpacked beside nothing into a folder that is removed afterwards. Links are not followed.
 * @throws AppError not_found for a path that is not there, unsupported_media_type for a file or archive that cannot be read.
 */
export async function* sourceFiles(
  paths: readonly string[],
  format: ImportFormat,
  signal?: AbortSignal,
): AsyncGenerator<SourceFile> {
  let number = 0;
  for (const path of paths) {
    for await (const file of filesOf(path, format, signal)) {
      number += 1;
      yield { ...file, number };
    }
  }
}

type NamedFile = Omit<SourceFile, 'number'>;

async function* filesOf(
  path: string,
  format: ImportFormat,
  signal: AbortSignal | undefined,
): AsyncGenerator<NamedFile> {
  const kind = await kindOf(path);
  if (kind === 'folder') yield* filesBelow(path, basename(path), format);
  else if (archive.test(path)) yield* filesInArchive(path, format, signal);
  else if (readable[format].test(path)) yield { path, name: basename(path) };
  else
    throw new AppError(
      'unsupported_media_type',
      `${path} is neither CSV, JSON-LD, HTML nor a tar archive; unpack other archives first`,
    );
}

async function kindOf(path: string): Promise<'folder' | 'file'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (cause) {
    throw new AppError('not_found', `There is no file or folder ${path}`, { cause });
  }
}

async function* filesBelow(folder: string, name: string, format: ImportFormat): AsyncGenerator<NamedFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = { path: join(folder, entry.name), name: `${name}/${entry.name}` };
    if (entry.isDirectory()) yield* filesBelow(file.path, file.name, format);
    else if (entry.isFile() && readable[format].test(entry.name)) yield file;
  }
}

async function* filesInArchive(
  path: string,
  format: ImportFormat,
  signal: AbortSignal | undefined,
): AsyncGenerator<NamedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'access-import-'));
  try {
    await unpack(path, folder, signal);
    yield* filesBelow(folder, basename(path), format);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The system's own tar: it reads every compression and keeps paths inside the folder. */
async function unpack(path: string, folder: string, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const tar = spawn('tar', ['-xf', path, '-C', folder, '--no-same-owner', '--no-same-permissions'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let complaint = '';
  tar.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString('utf8')}`.slice(-500);
  });
  tar.on('error', (cause) => {
    const isMissing = 'code' in cause && cause.code === 'ENOENT';
    reject(
      isMissing
        ? new AppError('unsupported_media_type', `Unpacking ${path} needs the program tar; unpack it first`, {
            cause,
          })
        : cause,
    );
  });
  tar.on('close', (code) => {
    if (code === 0) resolve();
    else reject(new AppError('unsupported_media_type', `${path} could not be unpacked: ${complaint.trim()}`));
  });
  await promise;
}
