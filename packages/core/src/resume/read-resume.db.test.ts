import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { ResumeDetail } from '@access/contracts/resumes';
import { useTestDatabase } from '@access/db/testing';
import { createLocalFileStore, type FileStore, type VirusScanner } from '@access/files';
import { createSkillMatcher } from '@access/ml/skills';
import { createResumeParser } from '@access/resume';

import { aSeeker, eventsOf, skillId } from '../../test/arrange.ts';
import { createProfileService, createRecordsService } from '../profile/index.ts';
import { allSkills } from '../skills/index.ts';
import { createResumeReader } from './read-resume.ts';
import { createResumeService } from './resume.service.ts';

const database = useTestDatabase();
const now = () => new Date();
let folder: string;
let files: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'access-resumes-'));
  files = createLocalFileStore({ directory: folder });
});
afterAll(() => rm(folder, { recursive: true }));

/** A person and their uploads, read by the real parser. */
async function arrange(scan: VirusScanner['scan'] | null = null) {
  const { db } = database;
  const actor = await aSeeker(db);
  const matcher = createSkillMatcher(await allSkills(db));
  const parser = createResumeParser({ extractSkills: (text) => matcher.extract(text, { kind: 'resume' }) });
  const queue = { enqueue: async () => crypto.randomUUID() };
  const service = createResumeService({ db, files, queue, now });
  return {
    db,
    actor,
    service,
    reader: createResumeReader({ db, files, scanner: scan === null ? null : { scan }, parser, now }),
    async uploaded(body: string, apply = false) {
      const { id } = await service.upload(actor, { file: new File([body], 'cv.json'), apply });
      return id;
    },
    read: async (id: Parameters<typeof service.get>[1]) => ResumeDetail.parse(await service.get(actor, id)),
  };
}

const resume = (parts: object = {}) =>
  JSON.stringify({
    basics: { name: 'Ada King', label: 'Data analyst', phone: '+44 20 7946 0000' },
    work: [{ name: 'Mill', position: 'Analyst', startDate: '2019-03', summary: 'Reports in Python.' }],
    education: [{ institution: 'University of Leeds', area: 'Mathematics', studyType: 'BSc' }],
    skills: [{ name: 'Python' }, { name: 'Juggling' }],
    ...parts,
  });
const profileOf = async (actor: Actor) => {
  const { db } = database;
  const records = createRecordsService({ db });
  const [{ profile }, experience, education, skills] = await Promise.all([
    createProfileService({ db }).get(actor),
    records.experience.list(actor),
    records.education.list(actor),
    records.skills.list(actor),
  ]);
  return {
    headline: profile.headline,
    phone: profile.phone,
    companies: experience.items.map(({ company }) => company),
    schools: education.items.map(({ institution }) => institution),
    skills: skills.items.map(({ slug, proficiencyLevel, source }) => [slug, proficiencyLevel, source]),
  };
};

describe('reading a résumé', () => {
  it('keeps what was read and where, and leaves the profile to the person', async () => {
    const { actor, db, reader, read, uploaded } = await arrange();
    const id = await uploaded(resume());
    expect(await reader.read(id)).toBe('parsed');
    const detail = await read(id);
    expect(detail).toMatchObject({ scanStatus: 'pending', parseStatus: 'parsed', appliedAt: null });
    const headline = detail.reading?.contact.find(({ field }) => field === 'headline');
    const { start = 0, end = 0 } = headline?.foundAt ?? {};
    expect([headline?.value, detail.text?.slice(start, end)]).toEqual(['Data analyst', 'Data analyst']);
    expect(detail.reading?.skills.map(({ skillId: skill }) => skill)).toEqual([await skillId(db, 'python')]);
    expect(await profileOf(actor)).toMatchObject({ headline: null, companies: [], skills: [] });
    expect(await eventsOf(db, actor.userId)).toEqual([]);
  });

  it('fills only the empty parts of the profile when that was asked for', async () => {
    const { actor, db, reader, read, uploaded } = await arrange();
    const mine = { userId: actor.userId, headline: 'Weaver' };
    await db.insertInto('jobSeekerProfiles').values(mine).execute();
    const work = { userId: actor.userId, company: 'Loom', position: 'Weaver' };
    await db.insertInto('workExperiences').values(work).execute();
    const python = { userId: actor.userId, skillId: await skillId(db, 'python'), proficiencyLevel: 4 };
    await db.insertInto('userSkills').values(python).execute();
    const id = await uploaded(resume({ skills: [{ name: 'Python' }, { name: 'SQL' }] }), true);
    expect(await reader.read(id)).toBe('parsed');
    expect(await profileOf(actor)).toEqual({
      headline: 'Weaver',
      phone: '+44 20 7946 0000',
      companies: ['Loom'],
      schools: ['University of Leeds'],
      skills: [
        ['python', 4, 'manual'],
        ['sql', 2, 'resume'],
      ],
    });
    expect((await read(id)).appliedAt).not.toBeNull();
    expect(await eventsOf(db, actor.userId)).toEqual(['person.changed']);
  });

  it('fills as far as the profile has room', async () => {
    const { actor, db, reader, uploaded } = await arrange();
    const made = await db
      .insertInto('skills')
      .values(
        Array.from({ length: 299 }, () => ({
          slug: `s-${crypto.randomUUID()}`,
          name: crypto.randomUUID(),
          category: 'technical',
        })),
      )
      .returning('id')
      .execute();
    await db
      .insertInto('userSkills')
      .values(made.map(({ id }) => ({ userId: actor.userId, skillId: id, proficiencyLevel: 1 })))
      .execute();
    const id = await uploaded(resume({ skills: [{ name: 'Python' }, { name: 'SQL' }] }), true);
    expect(await reader.read(id)).toBe('parsed');
    expect((await profileOf(actor)).skills).toHaveLength(300);
  });

  it('does nothing a second time, nor for a résumé that is gone', async () => {
    const { actor, db, reader, service, uploaded } = await arrange();
    const [read, gone] = [await uploaded(resume(), true), await uploaded(resume())];
    const outcomes = await Promise.all([reader.read(read), reader.read(read)]);
    expect(outcomes.filter((outcome) => outcome !== 'nothing_to_do')).not.toEqual([]);
    expect(await reader.read(read)).toBe('nothing_to_do');
    expect((await profileOf(actor)).companies).toEqual(['Mill']);
    expect((await eventsOf(db, read)).filter((type) => type === 'resume.parsed')).toHaveLength(1);
    await service.remove(actor, gone);
    expect(await reader.read(gone)).toBe('nothing_to_do');
  });

  it('says why it refused a file', async () => {
    const { reader, read, uploaded } = await arrange();
    const id = await uploaded('{ "basics": ');
    expect(await reader.read(id)).toBe('refused');
    expect(await read(id)).toMatchObject({ parseStatus: 'refused', reading: null, text: null });
    expect((await read(id)).parseReason).toContain('not valid JSON');
  });

  it.each([
    ['days that no month has', { startDate: '2023-02-30', endDate: '2023-11-31' }],
    ['the year nought', { startDate: '0000' }],
    ['a pair of characters where a long name is cut', { name: `${'x'.repeat(199)}😀` }],
  ])('is not stopped by %s', async (_what, parts) => {
    const { actor, reader, uploaded, read } = await arrange();
    const id = await uploaded(resume({ work: [{ name: 'Mill', position: 'Analyst', ...parts }] }), true);
    expect(await reader.read(id)).toBe('parsed');
    expect((await read(id)).reading?.experience[0]?.value.startDate).toBeNull();
    expect((await profileOf(actor)).companies).toHaveLength(1);
  });
});

describe('scanning a résumé', () => {
  it('refuses an infected file, unread, and deletes it', async () => {
    const { db, reader, read, uploaded } = await arrange(async () => ({
      status: 'infected',
      signature: 'Eicar',
    }));
    const id = await uploaded(resume(), true);
    expect(await reader.read(id)).toBe('refused');
    expect(await read(id)).toMatchObject({ scanStatus: 'infected', parseStatus: 'refused', reading: null });
    const { storageKey } = await db
      .selectFrom('resumes')
      .select('storageKey')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(await files.exists(storageKey)).toBe(false);
  });

  it('is told when the file is clean', async () => {
    const { reader, read, uploaded } = await arrange(async () => ({ status: 'clean' }));
    const id = await uploaded(resume());
    await reader.read(id);
    expect(await read(id)).toMatchObject({ scanStatus: 'clean', parseStatus: 'parsed' });
  });

  it('leaves the résumé waiting while the scanner gives no verdict', async () => {
    const { reader, read, uploaded } = await arrange(async () => {
      throw new Error('No scanner');
    });
    const id = await uploaded(resume());
    await expect(reader.read(id)).rejects.toThrow('No scanner');
    expect(await read(id)).toMatchObject({ scanStatus: 'pending', parseStatus: 'pending' });
  });
});
