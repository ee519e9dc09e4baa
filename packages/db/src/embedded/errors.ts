/** Why PostgreSQL could not be started; each has a sentence that says what the operator can do. */
export type EmbeddedPostgresProblem =
  'no_binary' | 'no_space' | 'port_taken' | 'other_version' | 'not_permitted' | 'start_failed';

/** A refusal of the launcher, with a stable `problem` and a message an operator can act on. */
export class EmbeddedPostgresError extends Error {
  readonly problem: EmbeddedPostgresProblem;

  constructor(problem: EmbeddedPostgresProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.problem = problem;
  }
}

/** Reads what initdb or the server printed and names the cause; the last lines go along for the rest. */
export function explainFailure(output: string, port: number): EmbeddedPostgresError {
  const tail = output.trim().split('\n').slice(-8).join('\n');
  if (/No space left on device|Disk quota exceeded/i.test(output)) {
    return new EmbeddedPostgresError('no_space', `PostgreSQL has no disk space left.\n${tail}`);
  }
  if (/Address already in use|could not create any TCP\/IP sockets/i.test(output)) {
    return new EmbeddedPostgresError('port_taken', `Port ${port} is taken by another program.\n${tail}`);
  }
  if (/database files are incompatible with server/i.test(output)) {
    return new EmbeddedPostgresError('other_version', `The data folder belongs to another version.\n${tail}`);
  }
  if (/Permission denied|Operation not permitted|has wrong ownership/i.test(output)) {
    return new EmbeddedPostgresError('not_permitted', `PostgreSQL may not use its data folder.\n${tail}`);
  }
  return new EmbeddedPostgresError('start_failed', `PostgreSQL did not start.\n${tail}`);
}
