/** Why an address was not fetched; each asks for another mend. */
export type FetchRefusal =
  | 'bad_address'
  | 'private_address'
  | 'unknown_host'
  | 'unreachable'
  | 'too_many_redirects'
  | 'too_large'
  | 'too_slow'
  | 'bad_status';

/** An address that people gave could not, or must not, be fetched; the message is fit to be shown to them. */
export class FetchRefusedError extends Error {
  override name = 'FetchRefusedError';
  readonly reason: FetchRefusal;
  /** The answer's status, where it was the reason. */
  readonly status: number | null;

  constructor(reason: FetchRefusal, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.status = options.status ?? null;
  }
}
