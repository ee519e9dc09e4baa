import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildModelFiles } from './build-model.ts';

/*
 * `node packages/ml/src/ranker/write-model.ts` writes the hand-weighted ranker and the registry under ml-models/;
 * with --check it only compares, and exits 1 naming each file that differs.
 */
const modelsFolder = fileURLToPath(new URL('../../../../ml-models/', import.meta.url));
const isCheck = process.argv.includes('--check');
const stale: string[] = [];

for (const [path, bytes] of buildModelFiles()) {
  const target = join(modelsFolder, path);
  if (isCheck) {
    if (!existsSync(target) || !readFileSync(target).equals(bytes)) stale.push(path);
    continue;
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

if (stale.length > 0) {
  process.stderr.write(
    `Out of date under ml-models: ${stale.join(', ')}. Run write-model.ts without --check.\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(
    isCheck ? 'Ranker files are up to date\n' : `Ranker files written to ${modelsFolder}\n`,
  );
}
