import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { RecordId, SkillId } from '@access/contracts/ids';
import { EducationInput, ExperienceInput, ProfileUpdate } from '@access/contracts/profile';
import { ApplyResumeInput } from '@access/contracts/resumes';
import { UserSkillInput } from '@access/contracts/skills';
import { useTestDatabase } from '@access/db/testing';

import { aSeeker, eventsOf, skillId } from '../../test/arrange.ts';
import { addToProfile } from './add-to-profile.ts';
import { createProfileService } from './profile.service.ts';
import { createRecordsService } from './records.service.ts';

const database = useTestDatabase();
const profiles = () => createProfileService({ db: database.db });
const records = () => createRecordsService({ db: database.db });

describe('the profile', () => {
  it('changes what is given and leaves the rest', async () => {
    const actor = await aSeeker(database.db);
    await profiles().update(actor, ProfileUpdate.parse({ headline: 'Welder', bio: 'Sparks.' }));
    const { profile } = await profiles().update(actor, ProfileUpdate.parse({ headline: null }));
    expect(profile).toMatchObject({ headline: null, bio: 'Sparks.', openToWork: true });
    expect(await eventsOf(database.db, actor.userId)).toEqual(['person.changed', 'person.changed']);
  });

  it('finds the place of a typed location, and keeps one it does not know as text', async () => {
    const actor = await aSeeker(database.db);
    const known = await profiles().update(actor, ProfileUpdate.parse({ location: 'Berlin' }));
    expect(known.profile.place?.label).toContain('Berlin');
    const unknown = await profiles().update(actor, ProfileUpdate.parse({ location: 'Nowhere upon Sea' }));
    expect(unknown.profile).toMatchObject({ location: 'Nowhere upon Sea', place: null });
  });

  it('keeps preferences with their places', async () => {
    const actor = await aSeeker(database.db);
    const preferences = {
      desiredTitles: ['Welder'],
      places: { values: [{ placeId: 2950159 }], isDealbreaker: true },
    };
    const { profile } = await profiles().update(actor, ProfileUpdate.parse({ preferences }));
    expect(profile.preferences.places.values).toEqual([{ placeId: 2950159, radiusKm: 50 }]);
    expect(profile.preferredPlaces.map((place) => place.name)).toEqual(['Berlin']);
  });

  it.each([
    [
      { preferences: { places: { values: [{ placeId: 1 }], isDealbreaker: false } } },
      'preferences.places.values',
    ],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ blockedCompanyIds: [randomUUID()] }, 'blockedCompanyIds'],
  ])('refuses %j and names the field', async (change, path) => {
    const actor = await aSeeker(database.db);
    const attempt = profiles().update(actor, ProfileUpdate.parse(change));
    await expect(attempt).rejects.toMatchObject({ code: 'validation_failed', problems: [{ path }] });
  });
});

describe('skills, experience and education', () => {
  it('takes a skill by alias and sets its level when it comes again', async () => {
    const actor = await aSeeker(database.db);
    await records().skills.add(actor, UserSkillInput.parse({ name: 'k8s', proficiencyLevel: 1 }));
    await records().skills.add(actor, UserSkillInput.parse({ name: 'Kubernetes', proficiencyLevel: 4 }));
    const { items } = await records().skills.list(actor);
    expect(items.map((skill) => [skill.slug, skill.proficiencyLevel])).toEqual([['kubernetes', 4]]);
  });

  it('refuses a skill nobody knows', async () => {
    const attempt = records().skills.add(
      await aSeeker(database.db),
      UserSkillInput.parse({ name: 'Telepathy' }),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'validation_failed', problems: [{ path: 'name' }] });
  });

  it('remembers a read skill that was removed as wrong, until it is added again', async () => {
    const { db } = database;
    const actor = await aSeeker(db);
    const id = SkillId.parse(await skillId(db, 'python'));
    await db
      .insertInto('userSkills')
      .values({ userId: actor.userId, skillId: id, proficiencyLevel: 2, source: 'resume' })
      .execute();
    const rejected = () =>
      db.selectFrom('rejectedSkills').select('skillId').where('userId', '=', actor.userId).execute();
    await records().skills.remove(actor, id);
    expect(await rejected()).toEqual([{ skillId: id }]);
    await records().skills.add(actor, UserSkillInput.parse({ skillId: id }));
    expect(await rejected()).toEqual([]);
  });

  it('lists the present position first', async () => {
    const actor = await aSeeker(database.db);
    const add = (fields: object) =>
      records().experience.add(
        actor,
        ExperienceInput.parse({ company: 'Mill', position: 'Weaver', ...fields }),
      );
    await add({ startDate: '2010-01-01', endDate: '2012-01-01' });
    await add({ startDate: '2015-01-01', isCurrent: true });
    const { items } = await records().experience.list(actor);
    expect(items.map((item) => item.startDate)).toEqual(['2015-01-01', '2010-01-01']);
  });

  it('answers not_found for the entry of another person', async () => {
    const [owner, other] = [await aSeeker(database.db), await aSeeker(database.db)];
    const entry = await records().education.add(owner, EducationInput.parse({ institution: 'Leeds' }));
    await expect(records().education.remove(other, entry.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(records().education.remove(owner, RecordId.parse(randomUUID()))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await records().education.list(owner)).items).toHaveLength(1);
  });
});

describe('the limits of a profile', () => {
  /** A person with as many skills as a profile holds; the first of them, and one they lack. */
  async function fullOfSkills() {
    const { db } = database;
    const actor = await aSeeker(db);
    const made = await db
      .insertInto('skills')
      .values(
        Array.from({ length: 301 }, () => {
          const slug = `s-${randomUUID()}`;
          return { slug, name: slug, category: 'technical' };
        }),
      )
      .returning('id')
      .execute();
    const [lacking, ...held] = made.map(({ id }) => SkillId.parse(id));
    const [mine] = held;
    if (lacking === undefined || mine === undefined) throw new Error('301 skills were made');
    await db
      .insertInto('userSkills')
      .values(held.map((skill) => ({ userId: actor.userId, skillId: skill, proficiencyLevel: 1 })))
      .execute();
    return { actor, mine, lacking };
  }
  const takeOver = (actor: Actor, items: object) =>
    database.db
      .transaction()
      .execute((trx) => addToProfile(trx, actor.userId, ApplyResumeInput.omit({ id: true }).parse(items)));
  const job = (company: string) => ({
    company,
    position: 'Weaver',
    startDate: '2019-01-01',
    endDate: null,
    description: '',
    isCurrent: false,
  });

  it('let the level of a skill change when the list is full, and no skill be added', async () => {
    const { actor, mine, lacking } = await fullOfSkills();
    const add = (skill: SkillId) =>
      records().skills.add(actor, UserSkillInput.parse({ skillId: skill, proficiencyLevel: 4 }));
    expect(await add(mine)).toMatchObject({ id: mine, proficiencyLevel: 4 });
    await expect(add(lacking)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('hold for skills that a résumé brings', async () => {
    const { actor, mine, lacking } = await fullOfSkills();
    const skill = (skillId: SkillId) => ({ skillId, proficiencyLevel: 3 });
    await takeOver(actor, { skills: [skill(mine)] });
    await expect(takeOver(actor, { skills: [skill(mine), skill(lacking)] })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await records().skills.list(actor)).items).toHaveLength(300);
  });

  it('hold for positions that a résumé brings, all or none', async () => {
    const actor = await aSeeker(database.db);
    const positions = Array.from({ length: 99 }, (_, index) => job(`Mill ${index}`));
    await takeOver(actor, { experience: positions });
    const two = takeOver(actor, { experience: [job('Loom'), job('Dye works')] });
    await expect(two).rejects.toMatchObject({ code: 'conflict' });
    expect(await takeOver(actor, { experience: [job('Mill 1'), job('Loom')] })).toMatchObject({
      experience: 1,
    });
    expect((await records().experience.list(actor)).items).toHaveLength(100);
  });

  it('count what a résumé brings twice as one', async () => {
    const actor = await aSeeker(database.db);
    const study = { institution: 'Leeds', degree: 'BSc', fieldOfStudy: 'Mathematics' };
    const dates = { startDate: null, endDate: null, gpa: null };
    const answer = await takeOver(actor, {
      experience: [job('Mill'), job('mill'), { ...job('Mill'), startDate: '2021-01-01' }],
      education: [
        { ...study, ...dates },
        { ...study, ...dates, institution: 'LEEDS' },
      ],
    });
    expect(answer).toMatchObject({ experience: 2, education: 1 });
    expect((await records().experience.list(actor)).items).toHaveLength(2);
  });
});
