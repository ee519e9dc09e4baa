import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { runSteps } from './run-steps.ts';
import { REPORT_FILE, STEPS, type Step } from './steps.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A step that runs a snippet of JavaScript; the path of its report is `process.argv[1]`. */
function step(name: string, code: string, more: Partial<Step> = {}): Step {
  return {
    name,
    title: `Step ${name}`,
    command: process.execPath,
    args: ['--eval', code, REPORT_FILE],
    limitMinutes: 1,
    ...more,
  };
}

/** A step whose runner leaves a vitest report of tests with these statuses. */
function suite(name: string, statuses: string[], exitCode = 0): Step {
  const assertionResults = statuses.map((status, index) => ({
    fullName: `${name} ${index}`,
    status,
    duration: index,
  }));
  const report = JSON.stringify({ testResults: [{ name: 'a', status: 'passed', assertionResults }] });
  const code = `require('fs').writeFileSync(process.argv[1], ${JSON.stringify(report)}); process.exit(${exitCode});`;
  return step(name, code, { report: 'vitest' });
}

async function run(steps: Step[], logFolder = newFolder()) {
  let output = '';
  const isGreen = await runSteps(steps, {
    root: tmpdir(),
    logFolder,
    env: process.env,
    write: (text) => {
      output += text;
    },
  });
  return { isGreen, output, lastLine: output.trimEnd().split('\n').at(-1), logFolder };
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'access-steps-'));
  folders.push(folder);
  return folder;
}

test('a green run ends with the sums of what the runners reported', async () => {
  const { isGreen, lastLine } = await run([
    step('lint', ''),
    suite('unit', ['passed', 'passed', 'skipped']),
    suite('db', ['passed']),
  ]);
  expect(isGreen).toBe(true);
  expect(lastLine).toBe('tests: 3 passed, 0 failed, 1 skipped');
});

test('a failed step shows the end of its output, and the steps after it still run', async () => {
  const { isGreen, output, lastLine } = await run([
    step('lint', "console.log('first'); console.error('the reason'); process.exit(3);"),
    suite('unit', ['passed']),
  ]);
  expect(isGreen).toBe(false);
  expect(output).toContain('│ the reason');
  expect(output).toMatch(/FAILED +Step lint .*exit code 3/);
  expect(lastLine).toBe('tests: 1 passed, 0 failed, 0 skipped');
});

test('a failed test fails the run even if the runner exits with 0', async () => {
  const { isGreen, lastLine } = await run([suite('unit', ['passed', 'failed'])]);
  expect(isGreen).toBe(false);
  expect(lastLine).toBe('tests: 1 passed, 1 failed, 0 skipped');
});

test.each([
  ['found no test', suite('unit', [])],
  ['skipped every test', suite('unit', ['skipped'])],
])('a suite that %s fails the run', async (_title, empty) => {
  const { isGreen, output } = await run([empty]);
  expect(isGreen).toBe(false);
  expect(output).toContain('executed no test');
});

test('a suite without a report fails the run, even with a report of the run before', async () => {
  const folder = newFolder();
  await run([suite('unit', ['passed'])], folder);
  const { isGreen, output, lastLine } = await run([step('unit', '', { report: 'vitest' })], folder);
  expect(isGreen).toBe(false);
  expect(output).toContain('left no report');
  expect(lastLine).toBe('tests: 0 passed, 0 failed, 0 skipped');
});

test('a step whose need failed does not run, and the run fails', async () => {
  const marker = path.join(newFolder(), 'ran');
  const code = `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`;
  const { isGreen, output } = await run([
    step('build', 'process.exit(1)'),
    step('browser', code, { needs: ['build'] }),
  ]);
  expect(isGreen).toBe(false);
  expect(existsSync(marker)).toBe(false);
  expect(output).toContain('not run: needs build');
});

test('a need outside the chosen steps does not block', async () => {
  expect((await run([step('browser', '', { needs: ['build'] })])).isGreen).toBe(true);
});

test('a command that does not exist is a failed step', async () => {
  const { isGreen, output } = await run([step('lint', '', { command: 'no-such-command-here' })]);
  expect(isGreen).toBe(false);
  expect(output).toContain('does not start');
});

test('a step over its time is ended and said to be', async () => {
  const { isGreen, output } = await run([
    step('hang', 'setInterval(() => {}, 1000)', { limitMinutes: 0.002 }),
  ]);
  expect(isGreen).toBe(false);
  expect(output).toContain('ended after 0.002 minutes');
});

test('the slowest tests are told, slowest first', async () => {
  const { output } = await run([
    suite(
      'unit',
      Array.from({ length: 12 }, () => 'passed'),
    ),
  ]);
  const slowest = output.slice(output.indexOf('Slowest tests:')).split('\n').slice(1, 11);
  expect(slowest.map((line) => line.trim().split('  ')[1])).toEqual(
    [11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((index) => `unit ${index}`),
  );
});

test('the whole output of a step is kept', async () => {
  const { logFolder } = await run([step('talk', "for (let i = 0; i < 500; i++) console.log('line ' + i);")]);
  expect(readFileSync(path.join(logFolder, 'talk.log'), 'utf8').trim().split('\n')).toHaveLength(500);
});

test('each step has its own name and needs only steps that there are', () => {
  expect(new Set(STEPS.map(({ name }) => name)).size).toBe(STEPS.length);
  const needed = STEPS.flatMap(({ needs = [] }) => needs);
  expect(needed.filter((need) => !STEPS.some(({ name }) => name === need))).toEqual([]);
});
