import type { StepResult } from './run-step.ts';

/** The table of all steps, one line each. */
export function summaryTable(results: readonly StepResult[]): string {
  const rows = results.map(({ step, status, ms, reason, tally }) => [
    status === 'passed' ? 'ok' : status === 'failed' ? 'FAILED' : 'not run',
    step.title,
    `${(ms / 1000).toFixed(1)} s`,
    [
      tally === undefined
        ? undefined
        : `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`,
      reason,
    ]
      .filter((part) => part !== undefined)
      .join('; '),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The slowest single tests, slowest first. */
export function slowestTests(results: readonly StepResult[], count: number): string[] {
  return results
    .flatMap(({ tally }) => tally?.durations ?? [])
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ title, ms }) => `${(ms / 1000).toFixed(2).padStart(7)} s  ${title}`);
}

/** The last line of `npm test`, with the sums of what the runners reported. */
export function testsLine(results: readonly StepResult[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
    results.reduce((total, { tally }) => total + (tally?.[key] ?? 0), 0);
  return `tests: ${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
