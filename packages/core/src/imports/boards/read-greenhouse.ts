import type { Posting } from '@access/contracts/imports';

import { composeDescription } from '../compose-description.ts';
import { asList, asRecord, numberOf, textOf } from '../json/json.ts';
import { notedSalary } from '../noted-salary.ts';
import type { PostingOrReason } from '../parsed-row.ts';
import { isCurrency } from '../readers/currencies.ts';
import { readDate } from '../readers/read-date.ts';
import { readJobType, readRemoteOption } from '../readers/read-terms.ts';
import { toSanitisedHtml } from '../readers/text-to-html.ts';
import { lineOf, webUrl } from '../stated-text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Whether the record is a job of a Greenhouse board: of its API, or a row of a dump of many boards. */
export const isGreenhouseJob = (record: Json): boolean =>
  'absolute_url' in record && 'title' in record && ('updated_at' in record || 'internal_job_id' in record);

/**
 * One job of a Greenhouse board (https://developers.greenhouse.io/job-board.html) as a posting. Its content is HTML that was
 * escaped once; without it, as in lists and dumps, the description is made of the facts. Its `updated_at` moves by itself:
 * it bounds the posting date where `first_published` is not told, and says nothing else.
 */
export function readGreenhouseJob(record: Json, employer: string | null): PostingOrReason {
  const sourceId = textOf(record['id'])?.slice(0, 300);
  const title = lineOf(textOf(record['title']), 300);
  if (sourceId === undefined) return { reason: 'The job has no id' };
  if (title === null) return { reason: 'The job has no title', sourceId };
  const url = webUrl(textOf(record['absolute_url']) ?? textOf(record['url']));
  const companyName = lineOf(
    textOf(record['company_name']) ?? textOf(record['company']) ?? employer ?? boardOf(record, url),
    200,
  );
  if (companyName === null)
    return { reason: 'The job names no company, and neither does its address', sourceId };
  const location = lineOf(textOf(record['location']), 300);
  const departments = namesOf(record['departments']);
  const { salary, note } = salaryOf(record);
  return {
    note,
    posting: {
      sourceId,
      url,
      applyUrl: url,
      title,
      companyName,
      companyWebsite: null,
      industry: null,
      description:
        toSanitisedHtml(textOf(record['content']) ?? '') ||
        composeDescription({
          title,
          companyName,
          location,
          further: departments === '' ? [] : [['Department', departments]],
        }),
      requirements: null,
      benefits: null,
      locationText: location ?? (namesOf(record['offices']) || null),
      latitude: null,
      longitude: null,
      country: null,
      jobType: readJobType(metadataOf(record, /employment|job type|time type|contract/i)),
      experienceLevel: null,
      remoteOption: readRemoteOption(metadataOf(record, /remote|workplace|work model/i)),
      salary,
      postedAt: dateOf(record['first_published']),
      updatedAt: dateOf(record['updated_at']),
      deadline: readDate(textOf(record['application_deadline']) ?? ''),
      skills: [],
      language: languageOf(record['language']),
    },
  };
}

const dateOf = (value: unknown): Date | null => readDate(textOf(value) ?? '')?.at ?? null;

const namesOf = (value: unknown): string =>
  asList(value)
    .flatMap((part) => lineOf(textOf(part), 100) ?? [])
    .filter((name) => !/^no (?:department|office)$/i.test(name))
    .join(', ');

/** The board's own name: `https://boards.greenhouse.io/acme/jobs/1` is Acme's. */
const boardOf = (record: Json, url: string | null): string | null =>
  textOf(record['company_slug']) ?? /greenhouse\.io\/([\w-]+)\/jobs\//.exec(url ?? '')?.[1] ?? null;

const metadataOf = (record: Json, name: RegExp): string =>
  asList(record['metadata']).flatMap((part) => {
    const { name: label, value } = asRecord(part);
    return typeof label === 'string' && name.test(label) ? (textOf(value) ?? []) : [];
  })[0] ?? '';

function languageOf(value: unknown): string | null {
  const code = textOf(value)?.slice(0, 2).toLowerCase() ?? '';
  return /^[a-z]{2}$/.test(code) ? code : null;
}

/** The first of the ranges that a board shows, in cents. */
function salaryOf(record: Json): { salary: Posting['salary']; note?: string | undefined } {
  const range = asRecord(asList(record['pay_input_ranges'])[0]);
  const [min, max] = [numberOf(range['min_cents']), numberOf(range['max_cents'])];
  const currency = textOf(range['currency_type'])?.toUpperCase() ?? '';
  if (!isCurrency(currency) || (min ?? max) === null) return { salary: null };
  const label = `${textOf(range['title']) ?? ''} ${textOf(range['blurb']) ?? ''}`;
  const period = /\bhour(?:ly)?\b/i.test(label) ? 'hour' : null;
  return notedSalary({ min: units(min), max: units(max), currency, period });
}

const units = (cents: number | null): number | null => (cents === null || cents <= 0 ? null : cents / 100);
