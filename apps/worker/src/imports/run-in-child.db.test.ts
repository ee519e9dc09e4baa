import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ImportRunId, SessionId, UserId } from '@access/contracts/ids';
import { createImportRunsService, type ImportRunsService } from '@access/core/imports';
import { useTestDatabase } from '@access/db/testing';
import { createFileStore, type FileStore } from '@access/files';

import { createImportRunner, type RunImport } from './run-in-child.ts';

const database = useTestDatabase();
const sourceOf = () => `feed ${crypto.randomUUID()}`;
let dataDir: string;
let files: FileStore;
let runs: ImportRunsService;
let runImport: RunImport;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'access-worker-test-'));
  files = createFileStore({ kind: 'local', directory: join(dataDir, 'files') });
  runs = createImportRunsService({
    db: database.db,
    files,
    queue: { enqueue: async () => crypto.randomUUID() },
  });
  runImport = createImportRunner({ databaseUrl: database.url, dataDir, logLevel: 'warn' });
});
afterAll(() => rmSync(dataDir, { recursive: true }));

async function anUpload(text: string, source = sourceOf()) {
  const admin = await database.db
    .insertInto('users')
    .values({
      email: `${crypto.randomUUID()}@example.org`,
      displayName: 'Ada',
      userType: 'admin',
      passwordHash: 'x',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const actor = {
    userId: UserId.parse(admin.id),
    userType: 'admin' as const,
    sessionId: SessionId.parse('0'.repeat(64)),
  };
  const file = new File([text], 'jobs.csv');
  const input = { file, source, format: 'auto' as const, full: false, force: false, dryRun: false };
  const run = await runs.upload(actor, { ip: null }, input);
  const { fileKey } = await database.db
    .selectFrom('importRuns')
    .select('fileKey')
    .where('id', '=', run.id)
    .executeTakeFirstOrThrow();
  return { id: run.id, source, fileKey: fileKey ?? '' };
}
const never = new AbortController().signal;

describe('a queued import', { timeout: 60_000 }, () => {
  it('is done in a process of its own, which leaves no file behind', async () => {
    const { id, source, fileKey } = await anUpload('id,title,company\n1,Weaver,Mill\n2,,Mill\n');
    expect(await files.exists(fileKey)).toBe(true);
    expect(await runImport(id, never)).toEqual({
      status: 'ended',
      counts: { read: 2, created: 1, updated: 0, closed: 0, failed: 1 },
    });
    expect(await runs.get(id)).toMatchObject({
      status: 'finished',
      errors: [{ file: 'jobs.csv', line: 3, reason: 'The row has no title' }],
    });
    const jobs = await database.db
      .selectFrom('jobSources')
      .innerJoin('jobs', 'jobs.id', 'jobSources.jobId')
      .select('title')
      .where('source', '=', source)
      .execute();
    expect(jobs).toEqual([{ title: 'Weaver' }]);
    expect(await files.exists(fileKey)).toBe(false);
    expect(await runImport(id, never)).toEqual({ status: 'left' });
  });

  it('that cannot be read ends as failed, with the reason for the admin', async () => {
    const { id } = await anUpload('Stelle,Firma\nWeber,Mill\n');
    expect(await runImport(id, never)).toMatchObject({ status: 'refused' });
    expect(await runs.get(id)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('No column holds title, company'),
    });
  });

  it('whose file is lost is broken, and ends when it is given up', async () => {
    const { id, fileKey } = await anUpload('title,company\nWeaver,Mill\n');
    await files.delete(fileKey);
    expect(await runImport(id, never)).toMatchObject({ status: 'broken' });
    expect(await runs.get(id)).toMatchObject({ status: 'running', finishedAt: null });
    expect(await runs.giveUp(ImportRunId.parse(id))).toBe(true);
    expect(await runs.get(id)).toMatchObject({ status: 'failed' });
  });
});
