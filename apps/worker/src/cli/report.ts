import { AppError } from '@access/contracts/errors';

/** Where a command's words go: progress for the person who waits, one summary at the end. */
export interface Report {
  /** A step began or went on. */
  readonly step: (line: string) => void;
  /** The outcome: as JSON with --json, else as the sentence. */
  readonly done: (summary: object, sentence: string) => void;
}

export function reportTo(options: { json?: boolean | undefined }): Report {
  const isJson = options.json === true;
  const out = isJson ? process.stderr : process.stdout;
  return {
    step: (line) => void out.write(`  ${line}\n`),
    done: (summary, sentence) =>
      void process.stdout.write(isJson ? `${JSON.stringify(summary)}\n` : `  ${sentence}\n`),
  };
}

/** Ends the program with what went wrong and, for refused input, field by field why. */
export function fail(error: unknown): void {
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    for (const { path, message } of error.problems) process.stderr.write(`  ${path}: ${message}\n`);
  } else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
