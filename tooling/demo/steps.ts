import { spawn } from 'node:child_process';

/** A line for the person who waits. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs one long step as a process of its own, its progress shown as it comes; rejects when it fails. */
export async function runStep(title: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const startedAt = performance.now();
  say(`→ ${title}`);
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new Error(`${title}: failed (exit code ${code ?? 'none'}). What went wrong stands above.`);
  say(`  done in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
}
