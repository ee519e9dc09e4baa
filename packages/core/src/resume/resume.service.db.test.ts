import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { ResumeId } from '@access/contracts/ids';
import { ApplyResumeInput } from '@access/contracts/resumes';
import { useTestDatabase } from '@access/db/testing';
import type { FileStore } from '@access/files';
import type { ResumeParser } from '@access/resume';

import { aSeeker, eventsOf } from '../../test/arrange.ts';
import { createRecordsService } from '../profile/index.ts';
import { createResumeReader } from './read-resume.ts';
import { createResumeService } from './resume.service.ts';

const database = useTestDatabase();
const now = () => new Date();

function arrange() {
  const { db } = database;
  const kept = new Map<string, Uint8Array>();
  const files: Pick<FileStore, 'put' | 'get' | 'delete'> = {
    put: async (key, body) => {
      if (!(body instanceof Uint8Array)) throw new Error('Streams are not kept here');
      kept.set(key, body);
      return { key, size: body.length, sha256: '' };
    },
    get: async (key) => kept.get(key) ?? new Uint8Array(),
    delete: async (key) => void kept.delete(key),
  };
  const store = { ...files, stream: unused, exists: unused };
  const queue = { enqueue: async () => randomUUID() };
  const parser: ResumeParser = { parse: unused };
  return {
    kept,
    service: createResumeService({ db, files: store, queue, now }),
    reader: createResumeReader({ db, files: store, scanner: null, parser, now }),
  };
}

const unused = (): never => {
  throw new Error('Not part of this test');
};
const aFile = () => ({ file: new File(['Ada King, weaver'], 'cv.txt'), apply: false });

describe('uploading', () => {
  it('takes several uploads at once, one of them the primary', async () => {
    const { service } = arrange();
    const actor = await aSeeker(database.db);
    await Promise.all([1, 2, 3, 4].map(() => service.upload(actor, aFile())));
    const { items } = await service.list(actor);
    expect(items.map((resume) => resume.isPrimary).toSorted()).toEqual([false, false, false, true]);
  });

  it('holds the limit against uploads at once, and keeps no file of those it refused', async () => {
    const { service, kept } = arrange();
    const actor = await aSeeker(database.db);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 23 }, () => service.upload(actor, aFile())),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(3);
    expect(kept.size).toBe(20);
  });
});

describe('reading', () => {
  it('says that it failed when it is given up, and lets a later attempt try again', async () => {
    const { service, reader } = arrange();
    const actor = await aSeeker(database.db);
    const { id } = await service.upload(actor, aFile());
    await expect(reader.read(id)).rejects.toThrow('Not part of this test');
    expect(await reader.giveUp(id)).toBe(true);
    expect(await reader.giveUp(id)).toBe(false);
    expect(await service.get(actor, id)).toMatchObject({ parseStatus: 'failed' });
    await expect(reader.read(id)).rejects.toThrow('Not part of this test');
    expect(await eventsOf(database.db, id)).toEqual(['resume.uploaded', 'resume.parsed']);
  });

  it('is given up where nobody will do it any more, and the person told to upload anew', async () => {
    const { service, reader } = arrange();
    const actor = await aSeeker(database.db);
    const uploads = await Promise.all([1, 2, 3].map(() => service.upload(actor, aFile())));
    const [lost, queued, young] = uploads.map(({ id }) => id);
    if (lost === undefined || queued === undefined || young === undefined) throw new Error('Three uploads');
    await database.db
      .updateTable('resumes')
      .set({ createdAt: new Date(Date.now() - 16 * 60_000) })
      .where('id', 'in', [lost, queued])
      .execute();
    expect(await reader.giveUpLost(async () => [{ resumeId: queued }])).toBe(1);
    const read = async (id: ResumeId) => (await service.get(actor, id)).parseStatus;
    expect(await Promise.all([lost, queued, young].map(read))).toEqual(['failed', 'pending', 'pending']);
    expect((await service.get(actor, lost)).parseReason).toContain('upload it again');
  });
});

describe('taking over', () => {
  it('adds a position once when the button is pressed twice', async () => {
    const { service } = arrange();
    const { db } = database;
    const actor = await aSeeker(db);
    const { id } = await service.upload(actor, aFile());
    await db.updateTable('resumes').set({ parseStatus: 'parsed' }).where('id', '=', id).execute();
    const position = { company: 'Mill', position: 'Weaver', startDate: '2019-01-01', endDate: null };
    const experience = [{ ...position, description: '', isCurrent: false }];
    const press = () => service.apply(actor, ApplyResumeInput.parse({ id, experience }));
    await Promise.all([press(), press(), press()]);
    expect((await createRecordsService({ db }).experience.list(actor)).items).toHaveLength(1);
  });
});
