import { AppError } from '@access/contracts/errors';

/** Thrown by a handler for something that passes by itself: a busy service, a lost connection. Retried within bounds. */
export class RetryableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RetryableError';
  }
}

/** What becomes of a failed attempt: `retry` until the job's limit, then dead letter; `final` goes there at once. */
export type FailureKind = 'retry' | 'unexpected' | 'final';

/** Judges what a handler threw: expected refusals (AppError, or `isFinal`) would only be refused again. */
export function classifyFailure(error: unknown): FailureKind {
  if (error instanceof RetryableError) return 'retry';
  if (error instanceof AppError) return 'final';
  if (error instanceof Error && 'isFinal' in error && error.isFinal === true) return 'final';
  return 'unexpected';
}

/** What is kept of an error beside its job for operators to read. */
export type RecordedError = {
  name: string;
  message: string;
  kind: FailureKind;
  code?: string;
  stack?: string;
};

const maxText = 4_000;

/** Cuts an error down to what is stored: bounded, as a message may quote a whole document. */
export function recordError(error: unknown): RecordedError {
  const kind = classifyFailure(error);
  if (!(error instanceof Error)) return { name: 'Error', message: String(error).slice(0, maxText), kind };
  const recorded: RecordedError = { name: error.name, message: error.message.slice(0, maxText), kind };
  if ('code' in error && typeof error.code === 'string') recorded.code = error.code;
  if (kind === 'unexpected' && error.stack !== undefined) recorded.stack = error.stack.slice(0, maxText);
  return recorded;
}
