import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Committed files that a script writes. With `--check` the script compares what it would write with what is committed, and
 * exits with 1 when they differ. The types of the database need a database: a database test compares those.
 */
const GENERATED = [
  { file: 'packages/api/openapi.json', script: 'packages/api/src/openapi/write.ts' },
  { file: 'packages/ml/src/*/*.wasm', script: 'tooling/wasm/build.ts' },
] as const;

const root = path.resolve(import.meta.dirname, '..', '..');
const stale = GENERATED.filter(({ file, script }) => {
  const { status } = spawnSync(process.execPath, [script, '--check'], { cwd: root, stdio: 'inherit' });
  console.log(status === 0 ? `${file}: in step` : `${file}: out of step; write it with: node ${script}`);
  return status !== 0;
});
process.exitCode = stale.length === 0 ? 0 : 1;
