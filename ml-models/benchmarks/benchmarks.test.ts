import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { judgeList, readFull, runFull } from './full-ranking.ts';
import { readSvmLight, runRank } from './learning-to-rank.ts';
import { readNcf, runNcf, runPopularity } from './ncf.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'access-ml-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

/** Six people of two tastes over eight items; each person's last item of their taste is held out. */
const TASTES = [0, 1, 0, 1, 0, 1].map((taste) => [0, 2, 4, 6].map((item) => item + taste));
const trained = (user: number): number[] => (TASTES[user] ?? []).filter((_, i) => i !== user % 4);
const heldOut = (user: number): number => TASTES[user]?.[user % 4] ?? 0;
const settings = { dimensions: 8, epochs: 10, regularisation: 0.05, unobserved: 0.1, threads: 1 };

describe('the 1 + 99 protocol', () => {
  const files = () => ({
    train: write(
      'train.gz',
      TASTES.flatMap((_, user) => trained(user).map((item) => `${user}\t${item}\t5\t1`)).join('\n'),
    ),
    test: write('test', TASTES.map((_, user) => `${user}\t${heldOut(user)}\t5`).join('\n')),
    negatives: write(
      'negatives',
      TASTES.map((_, user) => `(${user},${heldOut(user)})\t${1 - (user % 2)}\t${3 - (user % 2)}`).join('\n'),
    ),
  });

  it('finds the held-out item of each taste first', async () => {
    const result = await runNcf(await readNcf(files()), settings);
    expect([result['hr@10'], result['ndcg@10']]).toEqual([1, 1]);
  });

  it('counts ties against the held-out item', async () => {
    const data = await readNcf(files());
    // Hand-computed: items 0–7 are known to 2, 2, 2, 2, 2, 2, 3, 3 people… all negatives tie or win or lose by that count.
    const counts = new Map<number, number>();
    TASTES.forEach((_, user) =>
      trained(user).forEach((item) => counts.set(item, (counts.get(item) ?? 0) + 1)),
    );
    const expected = TASTES.map((_, user) => {
      const negatives = [1 - (user % 2), 3 - (user % 2)];
      const above = negatives.filter(
        (item) => (counts.get(item) ?? 0) >= (counts.get(heldOut(user)) ?? 0),
      ).length;
      return 1 / Math.log2(above + 2);
    });
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
    expect(runPopularity(data)['ndcg@10']).toBeCloseTo(mean, 12);
  });

  it('names the file and line it cannot read', async () => {
    const broken = { ...files(), train: write('broken', '0\t1\n1\tx\n') };
    await expect(readNcf(broken)).rejects.toThrow(/broken:2 expected a whole number, found "x"/);
    await expect(readNcf({ ...files(), test: write('short', '0\t1\n') })).rejects.toThrow(/has no line in/);
    await expect(readNcf({ ...files(), train: path.join(folder, 'nowhere') })).rejects.toThrow(
      /There is no file/,
    );
  });
});

describe('ranking of all items', () => {
  it('judges by hand-computed recall and NDCG', () => {
    // Hits at ranks 1 and 3 of three held out: recall 2/3; DCG 1 + 1/2, ideal 1 + 1/log2(3) + 1/2.
    const { recall, ndcg } = judgeList([7, 1, 9, 2], [7, 9, 5], 4);
    expect(recall).toBeCloseTo(2 / 3, 12);
    expect(ndcg).toBeCloseTo(1.5 / (1.5 + 1 / Math.log2(3)), 12);
  });

  it('never lists what a person has taken', async () => {
    const train = write('full-train', TASTES.map((_, user) => [user, ...trained(user)].join(' ')).join('\n'));
    const test = write('full-test', TASTES.map((_, user) => `${user} ${heldOut(user)}`).join('\n'));
    const result = await runFull(await readFull({ train, test }), { k: 1, settings });
    expect([result.recall, result.ndcg]).toEqual([1, 1]);
  });
});

describe('learning to rank', () => {
  it('reads sparse rows with groups and learns from them', async () => {
    const row = (i: number): string =>
      `${i % 2} 1:${i % 2 === 1 ? 0.5 + (i % 7) / 20 : (i % 5) / 20} 3:${(i % 3) / 3}`;
    const rows = write('rank', Array.from({ length: 400 }, (_, i) => row(i)).join('\n'));
    const query = write('rank.query', Array.from({ length: 40 }, () => '10').join('\n'));
    const train = await readSvmLight({ rows, query });
    expect([train.rows, train.features, train.groupStarts.length]).toEqual([400, 4, 41]);
    const result = runRank(
      { train, test: train },
      { seed: 1, trees: 5, leaves: 4, leastRows: 5, leastHessian: 0 },
    );
    expect(result['ndcg@10']).toBeGreaterThan(0.99);
  });

  it('refuses groups that do not count the rows', async () => {
    const rows = write('two', '0 1:1\n1 1:2\n');
    await expect(readSvmLight({ rows, query: write('three', '3\n') })).rejects.toThrow(
      /counts 3 rows, .* has 2/,
    );
  });
});
