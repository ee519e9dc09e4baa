import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { runStep, type StepResult } from './run-step.ts';
import type { Step } from './steps.ts';
import { slowestTests, summaryTable, testsLine } from './summary.ts';

/** Where and how to run the steps. */
export interface RunOptions {
  root: string;
  logFolder: string;
  env: NodeJS.ProcessEnv;
  write: (text: string) => void;
  onStart?: (child: ChildProcess) => void;
  /** Looked at before each step: true ends the run there. */
  isStopped?: () => boolean;
}

const TAIL_LINES = 60;
const SLOWEST = 10;

/** Runs the steps one after the other and prints what happens. True when every one of them passed. */
export async function runSteps(steps: readonly Step[], options: RunOptions): Promise<boolean> {
  const { root, logFolder, env, write, onStart = () => undefined, isStopped = () => false } = options;
  mkdirSync(logFolder, { recursive: true });
  const results: StepResult[] = [];
  for (const step of steps) {
    if (isStopped()) break;
    const missing = missingNeed(step, steps, results);
    write(`▸ ${step.title}\n`);
    const result: StepResult =
      missing === undefined
        ? await runStep(step, {
            root,
            logFolder,
            env,
            onStart,
            onProgress: (seconds, lastLine) => write(`  … ${seconds} s  ${lastLine.slice(0, 120)}\n`),
          })
        : { step, status: 'blocked', ms: 0, reason: `needs ${missing}`, logFile: '' };
    results.push(result);
    write(describe(result, root));
  }
  write(`\n${summaryTable(results)}\n`);
  const slowest = slowestTests(results, SLOWEST);
  if (slowest.length > 0) write(`\nSlowest tests:\n${slowest.join('\n')}\n`);
  write(`\n${testsLine(results)}\n`);
  return results.length === steps.length && results.every(({ status }) => status === 'passed');
}

/** A needed step that is part of this run and did not pass. */
function missingNeed(step: Step, steps: readonly Step[], results: readonly StepResult[]): string | undefined {
  return step.needs?.find(
    (need) =>
      steps.some(({ name }) => name === need) &&
      !results.some((result) => result.step.name === need && result.status === 'passed'),
  );
}

function describe({ status, ms, reason, logFile }: StepResult, root: string): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  if (status === 'passed') return `  ok (${seconds})\n`;
  if (status === 'blocked') return `  not run: ${reason}\n`;
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  const tail = lines.slice(-TAIL_LINES).map((line) => `  │ ${line}`);
  return `${tail.join('\n')}\n  FAILED after ${seconds}: ${reason}. Whole output: ${path.relative(root, logFile)}\n`;
}
