import { expect, test } from '@playwright/test';

import { newAccount } from '../fixtures/accounts.ts';
import {
  createRestClient,
  register,
  registerWithResume,
  takeAll,
  uploadResume,
  waitForList,
  type RecommendationPage,
} from '../fixtures/rest.ts';
import { writeResumePdf, writeScanPdf } from '../fixtures/resume-pdf.ts';
import { civilEngineer, dataAnalyst, nurse } from '../fixtures/resumes.ts';
import { addressOf } from '../fixtures/test.ts';

test('a program registers, uploads a résumé, takes over what was read and gets explained jobs', async ({
  baseURL,
}) => {
  const client = await register(addressOf(baseURL), newAccount(dataAnalyst.name));
  const resume = await uploadResume(client, { name: 'cv.pdf', bytes: await writeResumePdf(dataAnalyst) });
  expect(resume.parseStatus).toBe('parsed');
  expect(resume.reading?.experience.map(({ value }) => value.position)).toEqual(
    dataAnalyst.experience.map(({ position }) => position),
  );
  expect(resume.reading?.skills.map(({ name }) => name)).toEqual(expect.arrayContaining(['SQL', 'Python']));

  const applied = await client.call('POST', `/auth/resumes/${resume.id}/apply`, takeAll(resume));
  expect(applied.status).toBe(200);
  expect(applied.json<{ experience: number }>().experience).toBe(dataAnalyst.experience.length);

  await expect.poll(async () => (await waitForList(client)).list?.isPersonal).toBe(true);
  const page = await waitForList(client);
  expect(page.items.length).toBeGreaterThanOrEqual(10);
  expect(page.items.map(({ rank }) => rank)).toEqual(page.items.map((_, index) => index + 1));
  for (const { score, explanation } of page.items) {
    const sum = explanation.contributions.reduce((total, { value }) => total + value, explanation.base);
    expect(Math.abs(sum - explanation.margin)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(1 / (1 + Math.exp(-explanation.margin)) - score)).toBeLessThanOrEqual(1e-5);
    expect(explanation.sentence).not.toBe('');
  }
});

test('a disliked job is not in the very next answer, stands under my jobs, and comes back by undo', async ({
  baseURL,
}) => {
  const client = await registerWithResume(addressOf(baseURL), newAccount(nurse.name), nurse);
  const before = await waitForList(client);
  const [first] = before.items;
  if (first === undefined) throw new Error('The list is empty');
  const jobId = first.job.id;
  const listed = async (): Promise<string[]> => {
    const answer = await client.call('GET', '/recommendations?limit=20');
    return answer.json<RecommendationPage>().items.map(({ job }) => job.id);
  };
  const dismissed = async (): Promise<string[]> => {
    const answer = await client.call('GET', '/me/jobs?state=dismissed');
    return answer.json<{ items: { job: { id: string } }[] }>().items.map(({ job }) => job.id);
  };

  const told = await client.call('POST', '/recommendations/feedback', {
    jobId,
    type: 'dislike',
    reason: 'wrong_place',
    listId: first.listId,
  });
  expect(told.status).toBe(202);
  expect(await listed()).not.toContain(jobId);
  expect(await dismissed()).toContain(jobId);
  await expect
    .poll(async () => (await waitForList(client)).list?.version)
    .toBeGreaterThan(before.list?.version ?? 0);

  await client.call('POST', '/recommendations/feedback', { jobId, type: 'dislike', undo: true });
  await expect.poll(dismissed).not.toContain(jobId);
  await expect.poll(listed).toContain(jobId);
});

for (const { resume, word } of [
  { resume: nurse, word: /nurs/i },
  { resume: dataAnalyst, word: /data|analy/i },
  { resume: civilEngineer, word: /civil|structural|engineer/i },
]) {
  test(`most of the first ten jobs for a ${resume.title.toLowerCase()} are of that trade`, async ({
    baseURL,
  }) => {
    const client = await registerWithResume(addressOf(baseURL), newAccount(resume.name), resume);
    const titles = (await waitForList(client)).items.slice(0, 10).map(({ job }) => job.title);
    expect(titles.filter((title) => word.test(title)).length, titles.join(' | ')).toBeGreaterThanOrEqual(6);
  });
}

test('the place of the résumé counts: the first jobs of a nurse in London are in her country', async ({
  baseURL,
}) => {
  const client = await registerWithResume(addressOf(baseURL), newAccount(nurse.name), nurse);
  const profile = (await client.call('GET', '/auth/profile')).json<{
    profile: { place: { name: string; country: string } | null };
  }>();
  expect(profile.profile.place).toMatchObject({ name: 'London', country: 'GB' });
  const countries = (await waitForList(client)).items.slice(0, 5).map(({ job }) => job.place?.country);
  expect(countries).toEqual(['GB', 'GB', 'GB', 'GB', 'GB']);
});

test('a scan is refused with a reason that says what to do instead', async ({ baseURL }) => {
  const client = await register(addressOf(baseURL), newAccount());
  const resume = await uploadResume(client, { name: 'scan.pdf', bytes: await writeScanPdf() });
  expect(resume.parseStatus).toBe('refused');
  expect(resume.parseReason).toMatch(/no text, as a scan does.*upload a Word or text file/i);
  expect(resume.reading).toBeNull();
});

test('a stranger gets no list, and the refusal is a problem document', async ({ baseURL }) => {
  const answer = await createRestClient(addressOf(baseURL)).call('GET', '/recommendations');
  expect(answer.status).toBe(401);
  expect(answer.contentType).toMatch(/^application\/problem\+json/);
  expect(answer.json<{ code: string }>().code).toBe('unauthenticated');
});
