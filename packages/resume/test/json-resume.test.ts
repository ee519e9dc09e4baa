import { expect, test } from 'vitest';

import { readResume, type ReadResume } from '../src/read-resume.ts';

const read = (value: unknown): Promise<ReadResume> => readResume(Buffer.from(JSON.stringify(value)));

const sample = {
  $schema: 'https://example.org/schema.json',
  basics: {
    name: ' Jane Roe ',
    email: 'jane@example.org',
    phone: '',
    url: null,
    image: 'x',
    location: { city: 'Leeds' },
  },
  work: [
    {
      name: 'Acme',
      position: 'Nurse',
      startDate: '2020-03',
      endDate: '2021-04-05T00:00:00Z',
      highlights: ['Cared'],
    },
    { name: 'Beta', position: 'Sister', startDate: '2021', endDate: 'Present' },
  ],
  skills: [{ name: 'Care', level: 'Master', keywords: ['Triage', 'Wounds'] }],
};

test('a JSON Resume is taken over, empty values and unknown keys dropped', async () => {
  const { type, resume } = await read(sample);
  expect(type).toBe('json');
  expect(resume.document).toEqual({
    basics: { name: 'Jane Roe', email: 'jane@example.org', location: { city: 'Leeds' }, profiles: [] },
    work: [
      { name: 'Acme', position: 'Nurse', startDate: '2020-03', endDate: '2021-04-05', highlights: ['Cared'] },
      { name: 'Beta', position: 'Sister', startDate: '2021', isCurrent: true, highlights: [] },
    ],
    education: [],
    skills: ['Care', 'Triage', 'Wounds'].map((name) => ({ name, level: 'Master' })),
    languages: [],
    certificates: [],
  });
});

test('its values have their places in a readable text', async () => {
  const { text, resume } = await read(sample);
  expect(resume.evidence['work[1].position']?.quote).toBe('Sister');
  for (const { start, end, quote } of Object.values(resume.evidence))
    expect(text.slice(start, end)).toBe(quote);
});

test.each([
  [{ basics: { email: 5 } }, /basics\.email/],
  [{ work: [{ name: 'A' }, { startDate: 'last summer' }] }, /work\[1\]\.startDate/],
  [{ skills: [{ name: 'A', keywords: 'B' }] }, /skills\[0\]\.keywords/],
  [{ basics: { name: 'x'.repeat(400) } }, /basics\.name/],
  [{ basics: { name: '\ud800' } }, /basics\.name/],
])('the JSON Resume %j is refused with the path that is wrong', async (value, path) => {
  await expect(read(value)).rejects.toMatchObject({
    reason: 'corrupt',
    message: expect.stringMatching(path),
  });
});

test('JSON that is broken, nested too deep or no résumé is refused', async () => {
  await expect(readResume(Buffer.from('{"basics": {'))).rejects.toMatchObject({ reason: 'corrupt' });
  await expect(readResume(Buffer.from(`{"basics":${'['.repeat(200_000)}`))).rejects.toMatchObject({
    reason: 'corrupt',
  });
  await expect(read({ answer: 42 })).rejects.toMatchObject({ reason: 'no_text' });
});

test('keys that would reach prototypes change nothing', async () => {
  const hostile =
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"basics":{"name":"Jane Roe","__proto__":{"polluted":true}},"work":[{"name":"Acme","__proto__":{"isAdmin":true}}]}';
  const { resume } = await readResume(Buffer.from(hostile));
  expect(resume.document.basics.name).toBe('Jane Roe');
  expect(Object.hasOwn(resume.document.basics, 'polluted') || 'polluted' in resume.document.basics).toBe(
    false,
  );
  expect('isAdmin' in (resume.document.work[0] ?? {})).toBe(false);
  expect('polluted' in {}).toBe(false);
});
