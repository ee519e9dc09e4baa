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

/** Codes of Node and PostgreSQL that say that the database cannot be had: for operators, not for programmers. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server listens there',
  ENOTFOUND: 'there is no such host',
  ETIMEDOUT: 'the server does not answer',
  ECONNRESET: 'the server ended the connection',
  '28P01': 'the password is wrong',
  '28000': 'the user may not sign in',
  '3D000': 'there is no such database',
};

/** Ends the program with what went wrong and, for refused input, field by field why. */
export function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

/** The error in words for the person at the terminal; with its stack only where it is none that they can mend. */
export function explain(error: unknown): string {
  if (error instanceof AppError) {
    const problems = error.problems.filter(({ message }) => message !== error.message);
    return [error.message, ...problems.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
  }
  const unreachable = unreachableBecause(error);
  if (unreachable !== undefined)
    return `The database cannot be reached: ${unreachable}. It is the one of DATABASE_URL or, without it, of ACCESS_DATA_DIR.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Looks through the causes too, since a migration wraps what the driver said. */
function unreachableBecause(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? UNREACHABLE[String(error.code)] : undefined;
  return code ?? unreachableBecause(error.cause);
}
