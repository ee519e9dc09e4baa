import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { SkillId } from '@access/contracts/ids';

import { createResumeParser, parseResumeFile, type SkillFinder } from '../src/index.ts';
import { renderPdf, renderScan } from './render-resume.ts';
import { wholeResume } from './sample-resume.ts';
import { bombDocx, lyingDocx, plainDocx } from './zip-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'access-resume-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A stand-in for the child's program. */
async function childThat(body: string): Promise<URL> {
  const file = join(folder, `${Math.abs(Buffer.from(body).readInt32BE(0))}-${body.length}.mjs`);
  await writeFile(file, `process.once('message', async () => { ${body} });`);
  return pathToFileURL(file);
}

const EXCEL = SkillId.parse('0199a1f0-0000-7000-8000-000000000001');
const TRIAGE = SkillId.parse('0199a1f0-0000-7000-8000-000000000002');
const NURSING = SkillId.parse('0199a1f0-0000-7000-8000-000000000003');
const findSkills: SkillFinder = (text) =>
  [
    ['Microsoft Excel', EXCEL] as const,
    ['Triage', TRIAGE] as const,
    ['medication errors', NURSING] as const,
  ].map(([name, skillId]) => ({
    name,
    skillId,
    start: text.indexOf(name),
    end: text.indexOf(name) + name.length,
  }));

describe('a résumé read in a process of its own', () => {
  test('comes back with its text, its document and the skills the taxonomy knows', async () => {
    const parser = createResumeParser({ extractSkills: findSkills });
    const result = await parser.parse(await renderPdf(wholeResume), { fileName: 'cv.exe' });
    if (result.status !== 'parsed') throw new Error(result.message);
    expect(result.type).toBe('pdf');
    expect(result.resume.document.basics.name).toBe('Maria Okonkwo-Lindqvist');
    const linked = result.resume.document.skills.filter(({ skillId }) => skillId !== undefined);
    expect(linked.map(({ name, skillId }) => [name, skillId])).toEqual([
      ['Triage', TRIAGE],
      ['Microsoft Excel', EXCEL],
      ['medication errors', NURSING],
    ]);
    for (const [path, { start, end, quote }] of Object.entries(result.resume.evidence)) {
      expect([path, result.text.slice(start, end)]).toEqual([path, quote]);
    }
  });

  test('is refused in words for the person, not by a rejection', async () => {
    const result = await parseResumeFile(await renderScan());
    expect(result).toMatchObject({
      status: 'refused',
      reason: 'no_text',
      message: expect.stringMatching(/scan/),
    });
  });

  test('a file over 10 MB never reaches the process', async () => {
    expect(await parseResumeFile(new Uint8Array(10 * 1024 * 1024 + 1))).toMatchObject({
      reason: 'too_large',
    });
  });

  test('a bomb is refused whether it declares its size or lies about it', async () => {
    expect(await parseResumeFile(bombDocx())).toMatchObject({
      status: 'refused',
      reason: 'unpacks_too_large',
    });
    expect(await parseResumeFile(lyingDocx())).toMatchObject({
      status: 'refused',
      reason: 'unpacks_too_large',
    });
    expect(await parseResumeFile(plainDocx('Jane Roe, nurse for twenty years'))).toMatchObject({
      status: 'parsed',
    });
  });

  test('one that takes too long is killed', async () => {
    const childFile = await childThat('for (;;);');
    expect(await parseResumeFile(Buffer.from('x'), { childFile, timeoutMs: 300 })).toMatchObject({
      reason: 'timeout',
    });
  });

  test('one that fills the heap or the memory beside it is stopped', async () => {
    const heap = await childThat(
      'const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length));',
    );
    expect(await parseResumeFile(Buffer.from('x'), { childFile: heap, memoryMb: 64 })).toMatchObject({
      reason: 'out_of_memory',
    });
    const buffers = await childThat(
      'const kept = []; setInterval(() => kept.push(Buffer.alloc(16_000_000, 1)), 1);',
    );
    expect(await parseResumeFile(Buffer.from('x'), { childFile: buffers, memoryMb: 200 })).toMatchObject({
      reason: 'out_of_memory',
    });
  });

  test('a crash is a refusal, and an answer of the wrong shape is our fault', async () => {
    const crash = await childThat('throw new Error("a library fell over");');
    expect(await parseResumeFile(Buffer.from('x'), { childFile: crash })).toMatchObject({
      reason: 'corrupt',
    });
    const nonsense = await childThat('process.send({ status: "parsed" });');
    await expect(parseResumeFile(Buffer.from('x'), { childFile: nonsense })).rejects.toThrow(/wrong shape/);
  });

  test('sees none of our environment and may not write or start anything', async () => {
    vi.stubEnv('ACCESS_TEST_SECRET', 'hush');
    const childFile = await childThat(`
      const { writeFileSync } = await import('node:fs');
      const { spawnSync } = await import('node:child_process');
      const attempt = (act) => { try { act(); return 'done'; } catch (error) { return error.code; } };
      const write = attempt(() => writeFileSync(${JSON.stringify(join(folder, 'made-by-child'))}, 'x'));
      const spawn = attempt(() => spawnSync('true'));
      process.send({ status: 'refused', reason: 'corrupt', message: [Object.keys(process.env).filter((name) => !name.startsWith('NODE_')).join(), write, spawn].join(' ') });
    `);
    const result = await parseResumeFile(Buffer.from('x'), { childFile });
    vi.unstubAllEnvs();
    expect(result).toMatchObject({ message: ' ERR_ACCESS_DENIED ERR_ACCESS_DENIED' });
  });
});
