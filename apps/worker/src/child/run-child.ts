import { spawn } from 'node:child_process';

interface ChildTask<Outcome> {
  /** Absolute path of the program. */
  readonly script: string;
  /** What it is told, over its channel: arguments everybody on the machine can read. */
  readonly order: object;
  /** The last message, parsed; undefined for a report on the way. What it throws is why the task failed. */
  readonly outcomeOf: (message: unknown) => Outcome | undefined;
  readonly signal: AbortSignal;
  /** Sent when the signal aborts. */
  readonly stopBy: 'SIGTERM' | 'SIGKILL';
  /** What it does, for the error when it dies without a word. */
  readonly what: string;
}

/** Runs a program of ours in a process of its own until it says what came of it; rejects when it dies first. */
export async function runChild<Outcome>(task: ChildTask<Outcome>): Promise<Outcome> {
  const { script, order, outcomeOf, signal, stopBy, what } = task;
  signal.throwIfAborted();
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const stop = (): void => void child.kill(stopBy);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      child.on('message', (message) => {
        try {
          const outcome = outcomeOf(message);
          if (outcome !== undefined) resolve(outcome);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      child.once('error', reject);
      child.once('exit', (code, by) =>
        reject(new Error(`The process of the ${what} ended early (${by ?? `exit code ${code}`})`)),
      );
      child.send(order);
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
