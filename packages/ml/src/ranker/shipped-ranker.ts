import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { RankerMeta } from '../onnx/contract.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import type { Ranker } from '../onnx/load-ranker.ts';

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

/** Loads the active ranker of a models folder (ml-models/) by its registry.json; rejects when there is none or it breaks the contract. */
export async function openShippedRanker(modelsFolder: string): Promise<Ranker> {
  const registry = Registry.parse(await readJson(join(modelsFolder, 'registry.json')));
  const entry = registry.models.find((m) => m.name === 'ranker' && m.status === 'active');
  if (!entry) throw new Error(`No active ranker in ${modelsFolder}/registry.json`);
  const folder = join(modelsFolder, 'ranker', entry.version);
  return loadRanker(
    join(modelsFolder, entry.path),
    RankerMeta.parse(await readJson(join(folder, 'meta.json'))),
    {
      sha256: entry.sha256,
    },
  );
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
