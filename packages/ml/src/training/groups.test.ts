import { describe, expect, it } from 'vitest';

import { FEATURE_COUNT, FEATURES } from '../features/schema.ts';
import { byChance, gradeOfAll, groupOfShown, splitByTime, toRankingData } from './groups.ts';
import { bootstrapMargin, judge } from './judge.ts';
import { madeUpGroups } from './testing.ts';

const row = (jobId: string, fill: number, actions: Parameters<typeof gradeOfAll>[0] = []) => ({
  jobId,
  features: Array.from({ length: FEATURE_COUNT }, () => fill),
  actions,
});
const shown = { personId: 'p', at: 5, history: 2 };

describe('labelled groups', () => {
  it('grade by the best action; a dismissal undoes it, a glance counts nothing', () => {
    expect(gradeOfAll([])).toBe(0);
    expect(gradeOfAll([{ type: 'view', dwellSeconds: 3 }])).toBe(0);
    expect(gradeOfAll([{ type: 'view', dwellSeconds: 12 }])).toBe(1);
    expect(gradeOfAll([{ type: 'view', dwellSeconds: 12 }, { type: 'bookmark' }])).toBe(3);
    expect(gradeOfAll([{ type: 'apply' }, { type: 'dislike' }])).toBe(0);
  });

  it('come from a shown list with its features, and forget its order', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) =>
      row(id, i / 8, i === 0 ? [{ type: 'apply' }] : []),
    );
    const group = groupOfShown({ ...shown, rows });
    expect(group?.jobIds).toEqual(rows.map(({ jobId }) => jobId).sort(byChance));
    expect(group?.jobIds).not.toEqual(rows.map(({ jobId }) => jobId));
    const at = group?.jobIds.indexOf('a') ?? -1;
    expect(group?.grades[at]).toBe(4);
    const title = FEATURES.findIndex(({ name }) => name === 'title_desired');
    const c = group?.jobIds.indexOf('c') ?? -1;
    expect(group?.values[c * FEATURE_COUNT + title]).toBe(2 / 8);
    const rank = FEATURES.findIndex(({ name }) => name === 'rank_content');
    expect(group?.values[c * FEATURE_COUNT + rank]).toBe(0);
  });

  it('are none without a choice, without a job passed over, or with features of another schema', () => {
    expect(groupOfShown({ ...shown, rows: [row('a', 0), row('b', 0)] })).toBeNull();
    expect(groupOfShown({ ...shown, rows: [row('a', 0, [{ type: 'like' }])] })).toBeNull();
    const old = { jobId: 'b', features: [1, 2], actions: [] };
    expect(groupOfShown({ ...shown, rows: [row('a', 0, [{ type: 'like' }]), old] })).toBeNull();
  });

  it('are split by time alone', () => {
    const { train, validation, test } = splitByTime(madeUpGroups(100, 1).reverse());
    expect([train.length, validation.length, test.length]).toEqual([70, 15, 15]);
    const last = (groups: typeof train): number => Math.max(...groups.map(({ at }) => at));
    const first = (groups: typeof train): number => Math.min(...groups.map(({ at }) => at));
    expect(last(train)).toBeLessThan(first(validation));
    expect(last(validation)).toBeLessThan(first(test));
  });

  it('become one table', () => {
    const groups = madeUpGroups(3, 1);
    const { rows, groupStarts, labels } = toRankingData(groups);
    expect(rows).toBe(60);
    expect([...groupStarts]).toEqual([0, 20, 40, 60]);
    expect([...labels.subarray(20, 40)]).toEqual([...(groups[1]?.grades ?? [])]);
  });
});

describe('judging', () => {
  const [group] = madeUpGroups(1, 3);
  const groups = group === undefined ? [] : [group];

  it('gives a perfect order 1 and counts hits and different jobs', async () => {
    const verdict = await judge(groups, ({ grades }) => grades);
    expect(verdict).toMatchObject({ ndcg: [1], hitRate: 1, coverage: 10 });
  });

  it('gives the worst order nothing', async () => {
    const verdict = await judge(groups, ({ grades }) => Array.from(grades, (grade) => -grade));
    expect(verdict.ndcg).toEqual([0]);
    expect(verdict.hitRate).toBe(0);
  });

  it('allows no chance where two rankers are alike, and some where they differ', () => {
    expect(bootstrapMargin([0.1, 0.5, 0.9], [0.1, 0.5, 0.9], 1)).toBe(0);
    const margin = bootstrapMargin([0.1, 0.5, 0.9, 0.3], [0.5, 0.1, 0.8, 0.4], 1);
    expect(margin).toBeGreaterThan(0.1);
    expect(margin).toBeLessThan(0.4);
  });
});
