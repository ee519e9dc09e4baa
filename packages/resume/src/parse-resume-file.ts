import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { ParsedResume, ResumeRefusalReason } from '@access/contracts/resume-document';

import { linkSkills, type SkillFinder } from './link-skills.ts';
import { LIMITS } from './refusal.ts';

/** How much a file may cost, and what to recognise in it. */
export interface ResumeParserOptions {
  /** Longest time from start to answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** Largest memory of the child process, in MiB. */
  readonly memoryMb?: number;
  readonly extractSkills?: SkillFinder;
  /** The child's program, where bundling has moved it. */
  readonly childFile?: URL;
}

/** A résumé as read, or why it was not; `message` is for the person who uploaded it. */
export type ResumeParseResult =
  | {
      readonly status: 'parsed';
      readonly type: 'pdf' | 'docx' | 'txt' | 'json';
      readonly text: string;
      readonly resume: ParsedResume;
    }
  | { readonly status: 'refused'; readonly reason: ResumeRefusalReason; readonly message: string };

/** Reads résumés; what core and the worker are handed. */
export interface ResumeParser {
  /** Never rejects for a bad file; `fileName` is for the log alone, the type comes from the bytes. */
  parse(bytes: Uint8Array, file: { fileName: string }): Promise<ResumeParseResult>;
}

const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_MEMORY_MB = 512;
const MEMORY_CHECK_MS = 50;
const KIB_PER_MIB = 1_024;
const STDERR_TAIL_CHARS = 4_000;

const ChildAnswer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('parsed'),
    type: z.enum(['pdf', 'docx', 'txt', 'json']),
    text: z.string(),
    resume: ParsedResume,
  }),
  z.object({ status: z.literal('refused'), reason: ResumeRefusalReason, message: z.string() }),
]);

/** A parser with its limits set; each file is read in a process of its own. */
export function createResumeParser(options: ResumeParserOptions = {}): ResumeParser {
  return { parse: async (bytes) => parseResumeFile(bytes, options) };
}

/**
 * Reads one file in a child process with bounds on time and memory, without our environment and without the right to
 * write files or start processes. Skills are matched here, on the text that came back.
 */
export async function parseResumeFile(
  bytes: Uint8Array,
  options: ResumeParserOptions = {},
): Promise<ResumeParseResult> {
  if (bytes.byteLength > LIMITS.fileBytes) {
    return refused('too_large', 'This file is larger than 10 MB. Upload a smaller one.');
  }
  const answer = await askChild(bytes, options);
  if (answer.status === 'refused' || options.extractSkills === undefined) return answer;
  return { ...answer, resume: linkSkills(answer.resume, answer.text, options.extractSkills(answer.text)) };
}

function askChild(bytes: Uint8Array, options: ResumeParserOptions): Promise<ResumeParseResult> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, memoryMb = DEFAULT_MEMORY_MB } = options;
  return new Promise((resolve, reject) => {
    const child = startChild(options.childFile ?? new URL('./parse-child.ts', import.meta.url), memoryMb);
    let stderr = '';
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      clearInterval(memoryWatch);
      child.removeAllListeners();
      // Kept: sending to a child that has just died reports EPIPE here, after the outcome is known.
      child.on('error', () => child.kill('SIGKILL'));
      child.kill('SIGKILL');
      finish();
    };
    const answer = (result: ResumeParseResult): void => settle(() => resolve(result));
    const timer = setTimeout(() => answer(tookTooLong()), timeoutMs);
    const memoryWatch = setInterval(() => {
      void residentMib(child).then((mib) => {
        if (mib > memoryMb) answer(tookTooMuch());
      });
    }, MEMORY_CHECK_MS);
    child.stderr?.on('data', (data: Buffer) => {
      stderr = (stderr + data.toString('utf8')).slice(-STDERR_TAIL_CHARS);
    });
    child.on('message', (message) => {
      const parsed = ChildAnswer.safeParse(message);
      if (parsed.success) answer(parsed.data);
      else
        settle(() =>
          reject(new Error('The résumé process gave an answer of the wrong shape', { cause: parsed.error })),
        );
    });
    // 'close', not 'exit': by then all of stderr has been read.
    child.on('close', (code, signal) => answer(diedWith({ code, signal, stderr })));
    child.on('error', (error) => settle(() => reject(error)));
    child.send(bytes);
  });
}

function startChild(file: URL, memoryMb: number): ChildProcess {
  return fork(fileURLToPath(file), [], {
    // The file comes from a stranger: no secrets of ours in the environment, no writing, no further processes.
    env: {},
    execArgv: [
      `--max-old-space-size=${memoryMb}`,
      '--permission',
      '--allow-fs-read=*',
      '--disable-warning=SecurityWarning',
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

// V8's own bound does not count buffers; the resident size does. Where /proc is missing V8's bound stands alone.
async function residentMib(child: ChildProcess): Promise<number> {
  if (process.platform !== 'linux' || child.pid === undefined) return 0;
  // The process may have ended a moment ago.
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / KIB_PER_MIB;
}

function diedWith({
  code,
  signal,
  stderr,
}: {
  code: number | null;
  signal: string | null;
  stderr: string;
}): ResumeParseResult {
  const isOutOfMemory =
    /heap out of memory|Array buffer allocation failed|ERR_OUT_OF_MEMORY/.test(stderr) ||
    signal === 'SIGKILL';
  if (isOutOfMemory) return tookTooMuch();
  return refused(
    'corrupt',
    `This file cannot be read (${signal ?? `code ${code}`}). Save it again, or upload it in another format.`,
  );
}

function tookTooLong(): ResumeParseResult {
  return refused(
    'timeout',
    'Reading this file takes too long. Save it again in a simpler form, or upload it as text.',
  );
}

function tookTooMuch(): ResumeParseResult {
  return refused(
    'out_of_memory',
    'Reading this file takes too much memory. Save it again in a simpler form, or upload it as text.',
  );
}

function refused(reason: ResumeRefusalReason, message: string): ResumeParseResult {
  return { status: 'refused', reason, message };
}
