import { expect, test } from 'vitest';

import { readPlaywrightReport, readVitestReport } from './read-report.ts';

const assertion = (status: string, duration?: number) => ({ fullName: `a ${status} test`, status, duration });

test('vitest: each test counts by its own status', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          assertion('passed', 3),
          assertion('failed', 5),
          assertion('skipped'),
          assertion('todo'),
          assertion('pending'),
        ],
      },
      { name: 'b.test.ts', status: 'passed', assertionResults: [assertion('passed', 7)] },
    ],
  };
  expect(readVitestReport(JSON.stringify(report))).toEqual({
    passed: 2,
    failed: 1,
    skipped: 3,
    durations: [
      { title: 'a passed test', ms: 3 },
      { title: 'a failed test', ms: 5 },
      { title: 'a passed test', ms: 7 },
    ],
  });
});

test('vitest: a file that does not load is a failure although none of its tests ran', () => {
  const report = { testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] };
  expect(readVitestReport(JSON.stringify(report))).toMatchObject({ passed: 0, failed: 1 });
});

test('vitest: a report of another shape is an error', () => {
  expect(() => readVitestReport('{"numPassedTests": 5}')).toThrow(/testResults/);
});

const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 2 };

test('playwright: a flaky test counts as failed', () => {
  const report = { stats: { ...stats, unexpected: 1, flaky: 1 }, errors: [] };
  expect(readPlaywrightReport(JSON.stringify(report))).toMatchObject({ passed: 4, failed: 2, skipped: 2 });
});

test('playwright: an error outside the tests is a failure', () => {
  const report = { stats: { ...stats, expected: 0 }, errors: [{ message: 'global setup failed' }] };
  expect(readPlaywrightReport(JSON.stringify(report))).toMatchObject({ passed: 0, failed: 1 });
});
