import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Every benchmark by name; each is a program of its own and says with --help what it takes. */
const benchmarks: Readonly<Record<string, { script: string; says: string }>> = {
  realtime: {
    script: 'tooling/bench/realtime.ts',
    says: 'from request to pushed list, over 1,000 interactions, with 100,000 jobs loaded',
  },
  rest: {
    script: 'tooling/bench/rest.ts',
    says: 'GET /jobs, /jobs/{id} and /recommendations beside a bare Fastify route with the same SQL and JSON',
  },
  search: {
    script: 'tooling/bench/search.ts',
    says: '1,000 mixed searches over up to a million jobs, beside hand-written SQL; writing and size of the index',
  },
  import: { script: 'tooling/bench/import.ts', says: 'rows a second of the importer' },
  engine: { script: 'packages/ml/bench/engine.ts', says: 'one list in memory, at 10,000 and 100,000 jobs' },
  queue: { script: 'packages/queue/bench/wake-up.ts', says: 'from enqueue to the start of the handler' },
};

const root = path.resolve(import.meta.dirname, '../..');
const [name, ...args] = process.argv.slice(2);
const chosen = name === undefined ? undefined : benchmarks[name];
if (chosen === undefined) {
  const lines = Object.entries(benchmarks).map(([each, { says }]) => `  ${each.padEnd(10)} ${says}`);
  process.stdout.write(`npm run bench -- <name> [--help]\n\n${lines.join('\n')}\n`);
  process.exit(name === undefined || name === '--help' || name === '-h' ? 0 : 2);
}
const { status } = spawnSync(process.execPath, [path.join(root, chosen.script), ...args], {
  stdio: 'inherit',
  cwd: root,
});
process.exit(status ?? 1);
