import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { parseFiles } from './parse-files.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/postings/', import.meta.url));
const isThere = existsSync(data);
const missing = isThere ? '' : ' (skipped: ../shared/data is not there)';

const read = async (path: string) => {
  const distinct = new Map<string, { salary: unknown; description: string }>();
  const reasons: string[] = [];
  for await (const row of parseFiles({ paths: [`${data}${path}`], format: 'auto' })) {
    if (row.kind === 'posting') distinct.set(row.posting.sourceId, row.posting);
    else reasons.push(row.error.reason);
  }
  return { distinct, reasons };
};

describe.skipIf(!isThere)(`real postings${missing}`, () => {
  it('of the health service come in whole, nine in ten with a salary', { timeout: 120_000 }, async () => {
    const { distinct, reasons } = await read('nhs/nhs_jobposting_jsonld.tar.xz');
    const postings = [...distinct.values()];
    expect(reasons).toEqual([]);
    expect(postings).toHaveLength(10_421);
    expect(postings.filter((posting) => posting.salary !== null).length).toBeGreaterThan(9_000);
    expect(
      postings.filter((posting) => /&lt;\/?(?:p|br|li|strong)|<script|\son\w+=/i.test(posting.description)),
    ).toEqual([]);
  });

  it(
    'of a dirty CSV export come in but for rows without a company and repeated headers',
    { timeout: 120_000 },
    async () => {
      const { distinct, reasons } = await read('indeed_multi/indeed_salary_multi.tar.xz');
      expect(distinct.size).toBe(4_674);
      expect(reasons).toHaveLength(24);
      expect(
        reasons.every((reason) => /names no company|repeats the header|may be shifted/.test(reason)),
      ).toBe(true);
    },
  );
});
