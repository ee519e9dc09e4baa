import { spawn, type ChildProcess } from 'node:child_process';

/** A line for the person who waits. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** One long step: a script and its arguments, as a process of its own. */
export interface DemoStep {
  readonly title: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What it prints is of interest only when it fails. */
  readonly isQuiet?: boolean;
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs a step; rejects when it fails. A quiet one prints nothing unless it fails. */
export async function runStep({ title, args, env, isQuiet = false, onStart }: DemoStep): Promise<void> {
  const startedAt = performance.now();
  if (!isQuiet) say(`→ ${title}`);
  const printed: Buffer[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env,
      stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    });
    onStart?.(child);
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    process.stdout.write(Buffer.concat(printed));
    throw new Error(`${title}: failed (exit code ${code ?? 'none'}). What went wrong stands above.`);
  }
  if (!isQuiet) say(`  done in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
}
