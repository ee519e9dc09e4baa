import { createHash } from 'node:crypto';

import { AppError } from '@access/contracts/errors';
import type { Db, Tx } from '@access/db';
import type { FileStore } from '@access/files';

import { findRanker, type RankerRow } from './rankers.repository.ts';

/** @throws AppError not_found */
export async function rankerOf(db: Db | Tx, version: string): Promise<RankerRow> {
  const row = await findRanker(db, version);
  if (row === undefined) throw new AppError('not_found', 'No such model');
  return row;
}

/** @throws AppError conflict when the model's file is missing or is not what was stored. */
export async function checkRankerFile(
  files: FileStore,
  { version, fileKey, sha256 }: RankerRow,
): Promise<void> {
  const refuse = (cause?: unknown): never => {
    throw new AppError('conflict', `The file of ${version} is missing or damaged`, { cause });
  };
  const bytes = await files.get(fileKey).catch(refuse);
  if (hashOf(bytes) !== sha256) refuse();
}

/** The retrieval model that lies beside a ranker; null where there is none. */
export const retrievalOf = (files: FileStore, { fileKey }: RankerRow): Promise<Uint8Array | null> =>
  files.get(siblingOf(fileKey, RETRIEVAL)).catch(() => null);

const RETRIEVAL = 'retrieval.bin';
/** The files of one model lie beside each other. */
const siblingOf = (fileKey: string, name: string): string => fileKey.replace(/[^/]+$/, name);

export interface RankerFiles {
  readonly onnx: Uint8Array;
  readonly meta: object;
  readonly golden: string;
  readonly card: string;
  /** What it retrieves by; null where it was trained without. */
  readonly retrieval: Uint8Array | null;
}

/** @returns the key of the model's file and its hash. */
export async function putRankerFiles(
  files: FileStore,
  version: string,
  { onnx, meta, golden, card, retrieval }: RankerFiles,
): Promise<{ fileKey: string; sha256: string }> {
  const fileKey = `models/ranker/${version}/model.onnx`;
  await Promise.all([
    files.put(fileKey, onnx),
    files.put(siblingOf(fileKey, 'meta.json'), Buffer.from(JSON.stringify(meta, null, 2))),
    files.put(siblingOf(fileKey, 'golden.json'), Buffer.from(golden)),
    files.put(siblingOf(fileKey, 'model-card.md'), Buffer.from(card)),
    ...(retrieval === null ? [] : [files.put(siblingOf(fileKey, RETRIEVAL), retrieval)]),
  ]);
  return { fileKey, sha256: hashOf(onnx) };
}

export async function deleteRankerFiles(files: FileStore, fileKey: string): Promise<void> {
  for (const name of ['model.onnx', 'meta.json', 'golden.json', 'model-card.md', RETRIEVAL])
    await files.delete(siblingOf(fileKey, name));
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
