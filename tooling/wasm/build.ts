import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Compiles the AssemblyScript kernels of packages/ml into the binaries that are committed beside the code that loads them, once with relaxed SIMD
 * and once without. With `--check` it compares instead and exits with 1 when a binary is not what its source compiles to.
 */
const KERNELS = [
  { source: 'als.as.ts', folder: 'als', name: 'als', builds: ['relaxed', 'plain'] },
  // Sums in double precision: there is no relaxed instruction worth a second build.
  { source: 'trees.as.ts', folder: 'lambdamart', name: 'trees', builds: ['plain'] },
] as const;

const FEATURES = {
  relaxed: ['simd', 'threads', 'relaxed-simd'],
  plain: ['simd', 'threads'],
} as const;

const ml = path.resolve(import.meta.dirname, '..', '..', 'packages', 'ml');
const compiler = path.join(
  path.dirname(createRequire(path.join(ml, 'package.json')).resolve('assemblyscript/package.json')),
  'bin/asc.js',
);
const isCheck = process.argv.includes('--check');

function compile(source: string, features: readonly string[]): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'access-kernel-'));
  try {
    const out = path.join(folder, 'kernel.wasm');
    const flags = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        compiler,
        path.join('kernels', source),
        '-o',
        out,
        ...features.flatMap((feature) => ['--enable', feature]),
        ...flags,
        '--runtime',
        'stub',
        '-O3',
        '--noAssert',
        '--converge',
      ],
      { cwd: ml, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`${source} does not compile:\n${stderr}`);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const { source, folder, name, builds } of KERNELS) {
  for (const build of builds) {
    const file = path.join(ml, 'src', folder, `${name}-${build}.wasm`);
    const compiled = compile(source, FEATURES[build]);
    if (!isCheck) writeFileSync(file, compiled);
    else if (!readFileSync(file).equals(compiled)) {
      console.log(`${path.relative(process.cwd(), file)} is not what ${source} compiles to`);
      process.exitCode = 1;
    }
  }
}
