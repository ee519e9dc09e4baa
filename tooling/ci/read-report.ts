import { z } from 'zod';

/** What a test run executed, as its runner reported it. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Durations of single tests in milliseconds; empty where the runner's report is not used for this. */
  durations: { title: string; ms: number }[];
}

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() }),
      ),
    }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
  errors: z.array(z.unknown()),
});

/** Reads vitest's JSON report. A file that failed before its first test counts as one failure. Throws on another shape. */
export function readVitestReport(json: string): Tally {
  const { testResults } = VitestReport.parse(JSON.parse(json));
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, durations: [] };
  for (const file of testResults) {
    const failedBefore = tally.failed;
    for (const { fullName, status, duration } of file.assertionResults) {
      if (status === 'passed') tally.passed += 1;
      else if (status === 'failed') tally.failed += 1;
      else tally.skipped += 1;
      if (duration != null) tally.durations.push({ title: fullName, ms: duration });
    }
    if (file.status === 'failed' && tally.failed === failedBefore) tally.failed += 1;
  }
  return tally;
}

/** Reads Playwright's JSON report. Errors outside any test count as one failure. Throws on another shape. */
export function readPlaywrightReport(json: string): Tally {
  const { stats, errors } = PlaywrightReport.parse(JSON.parse(json));
  // A flaky test failed at least once: retries are off, and it stays a failure should they come back.
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: failed === 0 && errors.length > 0 ? 1 : failed,
    skipped: stats.skipped,
    durations: [],
  };
}
