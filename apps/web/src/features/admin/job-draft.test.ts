import { describe, expect, it } from 'vitest';

import { Job, JobInput } from '@access/contracts/jobs';

import { draftOf, emptyDraft, inputOf } from './job-draft.ts';

const uuid = (last: number): string => `0191d8a0-0000-7000-8000-${String(last).padStart(12, '0')}`;
const job = Job.parse({
  id: uuid(1),
  title: 'Data engineer',
  company: { id: uuid(2), name: 'Harbour Library', slug: 'harbour-library', logoUrl: null },
  location: 'Auckland',
  place: null,
  jobType: 'full_time',
  experienceLevel: null,
  remoteOption: 'hybrid',
  salaryMin: 52_000.5,
  salaryMax: null,
  currency: 'EUR',
  salaryPeriod: 'year',
  postedAt: '2026-11-20T09:00:00Z',
  applicationDeadline: '2027-01-31T10:59:59.999Z',
  isFeatured: true,
  isActive: true,
  excerpt: 'A job.',
  description: '<p>You write SQL.</p>',
  requirements: null,
  benefits: '<p>Tea</p>',
  language: 'en',
  status: 'active',
  rejectionReason: null,
  applyUrl: 'https://jobs.example.org/1',
  viewCount: 3,
  skills: [
    { id: uuid(3), name: 'SQL', slug: 'sql', category: 'technical', isRequired: false, proficiencyLevel: 3 },
  ],
  sources: [],
  createdAt: '2026-11-20T09:00:00Z',
  updatedAt: '2026-11-20T09:00:00Z',
});

describe('the form of a job', () => {
  it('that nobody touched asks for the job as it is', () => {
    const input = JobInput.parse(inputOf(draftOf(job), 'active', job));
    for (const key of ['title', 'description', 'requirements', 'benefits', 'salaryMin', 'salaryMax'] as const)
      expect(input[key]).toEqual(job[key]);
    expect(input).toMatchObject({
      companyId: job.company.id,
      currency: 'EUR',
      jobType: 'full_time',
      experienceLevel: null,
      isFeatured: true,
      applicationDeadline: job.applicationDeadline,
      skills: [{ skillId: uuid(3), isRequired: false, proficiencyLevel: 3 }],
    });
  });

  it('sends a deadline that was changed as a day, and none where it was emptied', () => {
    const changed = { ...draftOf(job), deadline: '2027-02-15' };
    expect(inputOf(changed, 'active', job)['applicationDeadline']).toBe('2027-02-15');
    expect(inputOf({ ...changed, deadline: '' }, 'active', job)['applicationDeadline']).toBeNull();
  });

  it('leaves skills to the text, and currency out where no pay is stated', () => {
    const input = JobInput.parse(
      inputOf({ ...emptyDraft, title: 'Welder', company: job.company, description: 'Weld' }, 'draft'),
    );
    expect(input).toMatchObject({ currency: null, salaryPeriod: null, status: 'draft' });
    expect(input.skills).toBeUndefined();
  });

  it('names the fields that are missing or wrong', () => {
    const checked = JobInput.safeParse(inputOf({ ...emptyDraft, salaryMin: 'much' }, 'active'));
    const paths = checked.error?.issues.map(({ path }) => path[0]);
    expect(new Set(paths)).toEqual(new Set(['title', 'companyId', 'description', 'salaryMin']));
  });
});
