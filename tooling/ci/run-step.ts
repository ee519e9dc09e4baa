import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';

import { readPlaywrightReport, readVitestReport, type Tally } from './read-report.ts';
import { REPORT_FILE, type Step } from './steps.ts';

/** How a step ended. `reason` says in a few words why it did not pass. */
export interface StepResult {
  step: Step;
  status: 'passed' | 'failed' | 'blocked';
  ms: number;
  reason?: string;
  tally?: Tally;
  /** The whole output of the step. */
  logFile: string;
}

/** What a step needs from its surroundings. */
export interface StepContext {
  root: string;
  /** Folder for logs and reports; it exists. */
  logFolder: string;
  env: NodeJS.ProcessEnv;
  /** Called about every 20 seconds with the seconds gone and the step's last line of output. */
  onProgress: (seconds: number, lastLine: string) => void;
  /** Called with the running process, so that the caller can end it. */
  onStart: (child: ChildProcess) => void;
}

const PROGRESS_MS = 20_000;

/** Runs one step to its end, and reads its report if it has one. Never rejects: a command that does not start is a failed step. */
export async function runStep(step: Step, context: StepContext): Promise<StepResult> {
  const logFile = path.join(context.logFolder, `${step.name}.log`);
  const reportFile = path.join(context.logFolder, `${step.name}.json`);
  // A report of the run before must not be taken for this one's.
  rmSync(reportFile, { force: true });
  const startedAt = performance.now();
  const problem = await runCommand(step, { ...context, logFile, reportFile });
  const result: StepResult = { step, status: 'failed', ms: performance.now() - startedAt, logFile };
  const tally = step.report === undefined ? undefined : readReport(step.report, reportFile);
  if (tally !== undefined) result.tally = tally;
  const reason = problem ?? (step.report === undefined ? undefined : reportProblem(tally));
  return reason === undefined ? { ...result, status: 'passed' } : { ...result, reason };
}

function runCommand(
  step: Step,
  context: StepContext & { logFile: string; reportFile: string },
): Promise<string | undefined> {
  const log = createWriteStream(context.logFile);
  const child = spawn(
    step.command,
    step.args.map((argument) => argument.replace(REPORT_FILE, context.reportFile)),
    {
      cwd: path.join(context.root, step.folder ?? '.'),
      env: { ...context.env, E2E_REPORT_FILE: context.reportFile },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  context.onStart(child);
  const startedAt = performance.now();
  let lastLine = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk);
      lastLine = chunk.toString().trimEnd().split('\n').at(-1)?.trim() ?? lastLine;
    });
  }
  const progress = setInterval(
    () => context.onProgress(Math.round((performance.now() - startedAt) / 1000), lastLine),
    PROGRESS_MS,
  );
  let isOverTime = false;
  const limit = setTimeout(() => {
    isOverTime = true;
    child.kill('SIGKILL');
  }, step.limitMinutes * 60_000);
  return new Promise((resolve) => {
    const end = async (problem: string | undefined): Promise<void> => {
      clearInterval(progress);
      clearTimeout(limit);
      log.end();
      await finished(log);
      resolve(isOverTime ? `ended after ${step.limitMinutes} minutes` : problem);
    };
    child.once('error', (error) => void end(`does not start: ${error.message}`));
    child.once('close', (code, signal) => void end(code === 0 ? undefined : `exit code ${code ?? signal}`));
  });
}

function readReport(runner: 'vitest' | 'playwright', file: string): Tally | undefined {
  if (!existsSync(file)) return undefined;
  const json = readFileSync(file, 'utf8');
  return runner === 'vitest' ? readVitestReport(json) : readPlaywrightReport(json);
}

/** A runner may exit with 0 having done nothing: no files found, everything skipped. */
function reportProblem(tally: Tally | undefined): string | undefined {
  if (tally === undefined) return 'left no report';
  if (tally.failed > 0) return `${tally.failed} failed`;
  return tally.passed === 0 ? 'executed no test' : undefined;
}
