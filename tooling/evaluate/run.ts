import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Every evaluation by name; each is a program of its own and says with --help what it takes. */
const evaluations: Readonly<Record<string, { script: string; says: string }>> = {
  understanding: {
    script: 'tooling/evaluate/understanding.ts',
    says: 'salary, place, language, level, job type, remote option and skills read from labelled strings of real postings',
  },
  search: {
    script: 'tooling/evaluate/search.ts',
    says: 'NDCG@10 of search over real postings with judged queries, beside plain ts_rank',
  },
};

const root = path.resolve(import.meta.dirname, '../..');
const [name, ...args] = process.argv.slice(2);
const chosen = name === undefined ? undefined : evaluations[name];
if (chosen === undefined) {
  const lines = Object.entries(evaluations).map(([each, { says }]) => `  ${each.padEnd(14)} ${says}`);
  process.stdout.write(`npm run evaluate -- <name> [--help]\n\n${lines.join('\n')}\n`);
  process.exit(name === undefined || name === '--help' || name === '-h' ? 0 : 2);
}
const { status } = spawnSync(process.execPath, [path.join(root, chosen.script), ...args], {
  stdio: 'inherit',
  cwd: root,
});
process.exit(status ?? 1);
