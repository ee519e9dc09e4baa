import { describe, expect, it } from 'vitest';

import { pageOf } from '@access/contracts/pages';
import { Experience, ProfileAnswer } from '@access/contracts/profile';
import { ApplyResumeAnswer, Resume, ResumeDetail, UploadResumeAnswer } from '@access/contracts/resumes';
import { Skill, UserSkill } from '@access/contracts/skills';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const Resumes = pageOf(Resume);
type Caller = Awaited<ReturnType<typeof aCaller>>;

async function form(parts: Readonly<Record<string, string | File>>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) data.append(name, value);
  const packed = new Response(data);
  const payload = Buffer.from(await packed.arrayBuffer());
  return { payload, type: packed.headers.get('content-type') ?? '' };
}

async function upload(
  caller: Pick<Caller, 'headers'> | null,
  parts: Readonly<Record<string, string | File>>,
) {
  const { payload, type } = await form(parts);
  return server.inject({
    method: 'POST',
    url: '/api/v1/auth/upload-resume',
    headers: { ...caller?.headers, 'content-type': type },
    payload,
  });
}

const aFile = (name = 'cv.txt') => new File(['Ada King, weaver'], name, { type: 'text/plain' });
async function uploaded(caller: Caller) {
  const answer = await upload(caller, { file: aFile() });
  expect(answer.statusCode).toBe(202);
  return UploadResumeAnswer.parse(answer.json()).id;
}
/** As the worker leaves it. */
const markParsed = (resumeId: string) =>
  server.db.updateTable('resumes').set({ parseStatus: 'parsed' }).where('id', '=', resumeId).execute();

describe('résumés', () => {
  it.each([
    ['get', '/auth/resumes', undefined],
    ['get', `/auth/resumes/${id}`, undefined],
    ['put', `/auth/resumes/${id}`, {}],
    ['remove', `/auth/resumes/${id}`, undefined],
    ['post', `/auth/resumes/${id}/apply`, {}],
  ] as const)('are for job seekers, who see only their own: %s %s', async (method, path, payload) => {
    const admin = callsOf(server, (await server.admin()).headers);
    const [owner, other] = [await aCaller(server), await aCaller(server)];
    expect(refusalOf(await callsOf(server)[method](path, payload))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin[method](path, payload))).toEqual([403, 'forbidden']);
    if (!path.includes(id)) return;
    const resumeId = await uploaded(owner);
    const refusal = refusalOf(await other[method](path.replace(id, resumeId), payload));
    expect(refusal).toEqual([404, 'not_found']);
    expect(Resumes.parse((await owner.get('/auth/resumes')).json()).items).toMatchObject([
      { appliedAt: null },
    ]);
  });

  it('are uploaded by job seekers alone', async () => {
    expect(refusalOf(await upload(null, { file: aFile() }))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await upload(await server.admin(), { file: aFile() }))).toEqual([403, 'forbidden']);
  });

  it('are uploaded, listed newest first, made primary and deleted', async () => {
    const caller = await aCaller(server);
    const first = await uploaded(caller);
    const second = UploadResumeAnswer.parse(
      (await upload(caller, { file: aFile('../../Ada’s CV.txt'), apply: 'true' })).json(),
    );
    expect(server.enqueued).toEqual(expect.arrayContaining([{ resumeId: first }, { resumeId: second.id }]));
    const listed = Resumes.parse((await caller.get('/auth/resumes')).json()).items;
    expect(listed).toMatchObject([
      { id: second.id, fileName: 'Ada’s CV.txt', isPrimary: true, parseStatus: 'pending' },
      { id: first, fileName: 'cv.txt', mediaType: 'text/plain', size: 16, isPrimary: false },
    ]);
    const primary = await caller.put(`/auth/resumes/${first}`);
    expect(Resume.parse(primary.json()).isPrimary).toBe(true);
    const detail = ResumeDetail.parse((await caller.get(`/auth/resumes/${second.id}`)).json());
    expect(detail).toMatchObject({ isPrimary: false, reading: null, text: null });
    const removed = await caller.remove(`/auth/resumes/${second.id}`);
    expect([removed.statusCode, removed.body]).toEqual([204, '']);
    expect(refusalOf(await caller.get(`/auth/resumes/${second.id}`))).toEqual([404, 'not_found']);
  });

  it('are refused when empty, too large, no file, or sent as JSON', async () => {
    const caller = await aCaller(server);
    const large = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'cv.pdf');
    expect(refusalOf(await upload(caller, { file: new File([], 'cv.txt') }))).toEqual([
      422,
      'resume_refused',
    ]);
    expect(refusalOf(await upload(caller, { file: large }))).toEqual([413, 'payload_too_large']);
    const nameless = await upload(caller, { apply: 'true' });
    expect([refusalOf(nameless), refusedFields(nameless)]).toEqual([[400, 'validation_failed'], ['file']]);
    const unknown = await upload(caller, { file: aFile(), apply: 'perhaps' });
    expect([refusalOf(unknown), refusedFields(unknown)]).toEqual([[400, 'validation_failed'], ['apply']]);
    const json = await caller.post('/auth/upload-resume', { file: 'cv' });
    expect(refusalOf(json)).toEqual([415, 'unsupported_media_type']);
    expect(Resumes.parse((await caller.get('/auth/resumes')).json()).items).toEqual([]);
  });
});

describe('taking over from a résumé', () => {
  it('writes what was accepted into the profile', async () => {
    const caller = await aCaller(server);
    const resumeId = await uploaded(caller);
    await markParsed(resumeId);
    const [skill] = pageOf(Skill).parse((await caller.get('/skills?q=python')).json()).items;
    const answer = await caller.post(`/auth/resumes/${resumeId}/apply`, {
      contact: { headline: 'Weaver' },
      experience: [{ company: 'Mill', position: 'Weaver', startDate: '2019-03-01' }],
      skills: [{ skillId: skill?.id, proficiencyLevel: 3 }],
    });
    expect(answer.statusCode).toBe(200);
    expect(ApplyResumeAnswer.parse(answer.json())).toEqual({
      contact: 1,
      experience: 1,
      education: 0,
      skills: 1,
    });
    const { profile } = ProfileAnswer.parse((await caller.get('/auth/profile')).json());
    expect(profile.headline).toBe('Weaver');
    const work = pageOf(Experience).parse((await caller.get('/auth/experience')).json());
    expect(work.items).toMatchObject([{ company: 'Mill' }]);
    const skills = pageOf(UserSkill).parse((await caller.get('/auth/skills')).json());
    expect(skills.items).toMatchObject([{ slug: 'python', proficiencyLevel: 3, source: 'resume' }]);
    const taken = Resume.parse((await caller.put(`/auth/resumes/${resumeId}`)).json());
    expect(taken.appliedAt).not.toBeNull();
  });

  it('waits until it was read', async () => {
    const caller = await aCaller(server);
    const answer = await caller.post(`/auth/resumes/${await uploaded(caller)}/apply`, {});
    expect(refusalOf(answer)).toEqual([409, 'conflict']);
  });

  it('takes all or nothing, naming what needs mending', async () => {
    const caller = await aCaller(server);
    const resumeId = await uploaded(caller);
    await markParsed(resumeId);
    for (const [part, field] of [
      [
        { experience: [{ company: 'A', position: 'B', startDate: '2020-01-01', endDate: '2019-01-01' }] },
        'experience[0].endDate',
      ],
      [{ skills: [{ skillId: id, proficiencyLevel: 2 }] }, 'skills'],
    ] as const) {
      const answer = await caller.post(`/auth/resumes/${resumeId}/apply`, {
        contact: { headline: 'Weaver' },
        ...part,
      });
      expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
      expect(refusedFields(answer)).toEqual([field]);
    }
    expect(ProfileAnswer.parse((await caller.get('/auth/profile')).json()).profile.headline).toBeNull();
  });
});
