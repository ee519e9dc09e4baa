import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { RankerMeta } from '../onnx/contract.ts';

const Registry = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      path: z.string(),
      sha256: z.string(),
      version: z.string(),
    }),
  ),
});

/** The files of the ranker that comes with the program. */
export interface ShippedFiles {
  readonly version: string;
  readonly onnx: Uint8Array;
  readonly sha256: string;
  readonly meta: RankerMeta;
  /** MODEL_CARD.md. */
  readonly card: string;
}

/** Reads the active ranker of a models folder (ml-models/) by its registry.json; rejects when there is none. */
export async function readShippedRanker(modelsFolder: string): Promise<ShippedFiles> {
  const registry = Registry.parse(await readJson(join(modelsFolder, 'registry.json')));
  const entry = registry.models.find((m) => m.name === 'ranker' && m.status === 'active');
  if (!entry) throw new Error(`No active ranker in ${modelsFolder}/registry.json`);
  const folder = join(modelsFolder, 'ranker', entry.version);
  const [onnx, meta, card] = await Promise.all([
    readFile(join(modelsFolder, entry.path)),
    readJson(join(folder, 'meta.json')),
    readFile(join(folder, 'MODEL_CARD.md'), 'utf8'),
  ]);
  return { version: entry.version, onnx, sha256: entry.sha256, meta: RankerMeta.parse(meta), card };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
