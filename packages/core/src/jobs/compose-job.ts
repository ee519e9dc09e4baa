import type { Actor } from '@access/contracts/actor';
import type { JobStatus } from '@access/contracts/enums';
import { AppError } from '@access/contracts/errors';
import type { JobId, SkillId } from '@access/contracts/ids';
import type { JobInput } from '@access/contracts/jobs';
import type { Tx } from '@access/db';

import { requirePlaces } from '../places/index.ts';
import { skillsByIds } from '../skills/index.ts';
import { companyName, loadExchangeRates } from './jobs.repository.ts';
import type { PlaceResolver, SkillExtractor, SkillMention } from './ports.ts';
import { prepareJob, textOf } from './prepare-job.ts';
import { hasWords, sanitiseHtml } from './sanitise-html.ts';
import type { JobRecord } from './write-jobs.repository.ts';

export interface Composing {
  readonly trx: Tx;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly id: JobId;
  readonly input: JobInput;
  readonly status: JobStatus;
  /** Whoever adds the job; null for one that is there. */
  readonly creator: Actor | null;
}

/** A form's input as the row to be written. @throws AppError validation_failed for a company, place or skill that is not there, and for a description that says nothing. */
export async function composeJob(composing: Composing): Promise<JobRecord> {
  const { trx, id, input, status, creator } = composing;
  const { skills: given, applicationDeadline, status: _, ...fields } = input;
  const name = await companyName(trx, input.companyId);
  if (name === undefined) throw problem('companyId', 'No company has this id');
  if (input.placeId !== null) await requirePlaces(trx, [input.placeId], 'placeId');
  const html = {
    description: sanitiseHtml(input.description),
    requirements: readableOrNull(input.requirements),
    benefits: readableOrNull(input.benefits),
  };
  if (!hasWords(html.description)) {
    throw problem('description', 'No readable text is left once scripts and other forbidden markup are gone');
  }
  const mentions: readonly SkillMention[] =
    given === undefined ? composing.skills.extract(textOf({ ...input, ...html }), { kind: 'job' }) : [];
  const isDateOnly = applicationDeadline !== null && applicationDeadline.length === 10;
  const prepared = prepareJob(
    id,
    {
      ...fields,
      ...html,
      companyName: name,
      latitude: null,
      longitude: null,
      country: null,
      language: null,
      postedAt: null,
      deadlineAt: isDateOnly ? null : applicationDeadline,
      deadlineDate: isDateOnly ? applicationDeadline : null,
      createdBy: creator?.userId ?? null,
      status: 'draft',
      mentions,
    },
    { places: composing.places, rates: await loadExchangeRates(trx) },
  );
  const record = { ...prepared, status, createdByKey: creator?.via === 'key' ? creator.keyId : null };
  return given === undefined ? record : { ...record, ...(await givenSkills(trx, given)) };
}

function readableOrNull(html: string | null): string | null {
  const clean = sanitiseHtml(html ?? '');
  return hasWords(clean) ? clean : null;
}

async function givenSkills(
  trx: Tx,
  given: NonNullable<JobInput['skills']>,
): Promise<Pick<JobRecord, 'skills' | 'skillNames'>> {
  const found = await skillsByIds(
    trx,
    given.map((skill) => skill.skillId),
  );
  const nameOf = new Map<SkillId, string>(found.map((skill) => [skill.id, skill.name]));
  const unknown = given.findIndex((skill) => !nameOf.has(skill.skillId));
  if (unknown >= 0)
    throw problem(`skills[${unknown}].skillId`, 'No skill has this id; pick one from GET /skills');
  return { skills: given, skillNames: [...nameOf.values()].join(', ') };
}

const problem = (path: string, message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path, message }] });
