import { connect, type NetConnectOpts, type Socket } from 'node:net';

// clamd reads INSTREAM chunks of any length; 64 KiB keeps the copy small.
const CHUNK_BYTES = 64 * 1024;
// A verdict is one line; anything longer is not clamd.
const MAX_ANSWER_CHARS = 4_096;

/** The scanner's word on one file; `signature` is the name clamd gives the threat. */
export type ScanVerdict = { status: 'clean' } | { status: 'infected'; signature: string };

/** Scans bytes for malware. */
export interface VirusScanner {
  /** Rejects with ScannerUnavailableError when no verdict was reached: never take that for clean. */
  scan(bytes: Uint8Array): Promise<ScanVerdict>;
}

/** Where clamd listens: TCP host and port, or a unix socket's path. `timeoutMs` bounds the whole scan. */
export type VirusScannerConfig =
  | { readonly host: string; readonly port: number; readonly timeoutMs: number }
  | { readonly socketPath: string; readonly timeoutMs: number };

/** No verdict: clamd cannot be reached, answered late, hung up, or refused the file (its StreamMaxLength). */
export class ScannerUnavailableError extends Error {
  readonly code = 'scanner_unavailable';

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ScannerUnavailableError';
  }
}

/** A client of clamd's INSTREAM command (clamd(8)); one connection per scan. */
export function createVirusScanner(config: VirusScannerConfig): VirusScanner {
  const target: NetConnectOpts =
    'socketPath' in config ? { path: config.socketPath } : { host: config.host, port: config.port };
  return {
    scan: async (bytes) => parseAnswer(await askClamd({ target, timeoutMs: config.timeoutMs, bytes })),
  };
}

interface Question {
  readonly target: NetConnectOpts;
  readonly timeoutMs: number;
  readonly bytes: Uint8Array;
}

function askClamd({ target, timeoutMs, bytes }: Question): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(target);
    let answer = '';
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      socket.destroy();
      finish();
    };
    const fail = (message: string, cause?: unknown): void =>
      settle(() => reject(new ScannerUnavailableError(message, cause)));
    // A timer, not the socket's idle timeout: a scanner that drips a byte a second must not hold the job for ever.
    const timer = setTimeout(
      () => fail(`The virus scanner gave no answer within ${timeoutMs} ms`),
      timeoutMs,
    );
    const readAnswer = (data: Buffer): void => {
      answer += data.toString('utf8');
      const end = answer.indexOf('\0');
      if (end >= 0) settle(() => resolve(answer.slice(0, end)));
      else if (answer.length > MAX_ANSWER_CHARS) fail('The virus scanner gave an answer that is not clamd’s');
    };
    socket.on('data', readAnswer);
    socket.on('end', () => fail('The virus scanner hung up before its verdict'));
    // Over its size limit clamd answers and closes while we still write: the EPIPE may come before the answer is read.
    socket.on('error', (error) => fail(`The virus scanner cannot be reached: ${error.message}`, error));
    socket.on('connect', () => sendStream(socket, bytes));
  });
}

function sendStream(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let offset = 0; offset < bytes.byteLength; offset += CHUNK_BYTES) {
    const chunk = bytes.subarray(offset, offset + CHUNK_BYTES);
    socket.write(lengthPrefix(chunk.byteLength));
    socket.write(chunk);
  }
  socket.write(lengthPrefix(0));
}

function lengthPrefix(length: number): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length);
  return prefix;
}

function parseAnswer(answer: string): ScanVerdict {
  const verdict = answer.replace(/^stream: /, '').trim();
  if (verdict === 'OK') return { status: 'clean' };
  const signature = /^(.+) FOUND$/.exec(verdict)?.[1];
  if (signature !== undefined) return { status: 'infected', signature };
  throw new ScannerUnavailableError(`The virus scanner refused the file: ${verdict.slice(0, 200)}`);
}
