import { beforeAll, describe, expect, it } from 'vitest';

import type { SetName } from './labelled-sets.ts';
import { setReaders } from './read-sets.ts';
import { FLOORS, reportOn, setNames, shippedReaders, type SetReport } from './report.ts';

/** Fewer strings would say little about what the readers make of others. */
const LEAST_STRINGS = 200;

/** Short of the floor: of skills in prose one in twelve is none that is asked for. Held to what is reached, so that it gets no worse. */
const reached: Partial<Record<SetName, { precision: number; recall: number }>> = {
  skills: { precision: 0.9, recall: FLOORS.recall },
};

describe('postings are understood', () => {
  const readers = shippedReaders();
  const reports = new Map<SetName, SetReport>();
  beforeAll(() => {
    for (const name of setNames) reports.set(name, reportOn(name, readers));
  }, 60_000);

  describe.each(setNames)('%s', (name) => {
    it('is measured on strings that no reader was tuned on', () => {
      const rows = setReaders[name](readers);
      const tuned = new Set(
        rows.filter(({ split }) => split === 'tune').map(({ reading }) => JSON.stringify(reading)),
      );
      const held = rows.filter(({ split }) => split === 'held');
      expect(held.length).toBeGreaterThanOrEqual(LEAST_STRINGS);
      expect(held.filter(({ reading }) => tuned.has(JSON.stringify(reading)))).toEqual([]);
    });

    it('keeps its floors on them', () => {
      const { held } = reports.get(name) ?? reportOn(name, readers);
      const floor = reached[name] ?? FLOORS;
      expect(held.precision).toBeGreaterThanOrEqual(floor.precision);
      expect(held.recall).toBeGreaterThanOrEqual(floor.recall);
    });
  });
});
