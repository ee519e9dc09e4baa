import type { SalaryPeriod } from '@access/contracts/enums';
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

/** Whether the record is a posting of a Lever board. */
export const isLeverPosting = (record: Json): boolean =>
  'text' in record && ('hostedUrl' in record || 'categories' in record);

/** One posting of a Lever board (https://github.com/lever/postings-api) as a posting of ours. */
export function readLeverPosting(record: Json, employer: string | null): PostingOrReason {
  const sourceId = textOf(record['id'])?.slice(0, 300);
  const title = lineOf(textOf(record['text']), 300);
  if (sourceId === undefined) return { reason: 'The posting has no id' };
  if (title === null) return { reason: 'The posting has no title', sourceId };
  const url = webUrl(textOf(record['hostedUrl']));
  const companyName = lineOf(textOf(record['company']) ?? employer ?? boardOf(url), 200);
  if (companyName === null)
    return { reason: 'The posting names no company, and neither does its address', sourceId };
  const categories = asRecord(record['categories']);
  const location = lineOf(
    asList(categories['allLocations']).length > 1
      ? textOf(categories['allLocations'])
      : textOf(categories['location']),
    300,
  );
  const { salary, note } = salaryOf(record);
  return {
    note,
    posting: {
      sourceId,
      url,
      applyUrl: webUrl(textOf(record['applyUrl'])) ?? url,
      title,
      companyName,
      companyWebsite: null,
      industry: null,
      description:
        toSanitisedHtml(bodyOf(record)) ||
        composeDescription({ title, companyName, location, further: teamOf(categories) }),
      requirements: null,
      benefits: null,
      locationText: location,
      latitude: null,
      longitude: null,
      country: countryOf(record['country']),
      jobType: readJobType(textOf(categories['commitment']) ?? ''),
      experienceLevel: null,
      remoteOption: readRemoteOption(workplaceOf(record['workplaceType'])),
      salary,
      postedAt: readDate(numberOf(record['createdAt']) ?? '')?.at ?? null,
      updatedAt: readDate(numberOf(record['updatedAt']) ?? '')?.at ?? null,
      deadline: null,
      skills: [],
      language: null,
    },
  };
}

/** Introduction, lists under their headings, closing words. */
function bodyOf(record: Json): string {
  const lists = asList(record['lists']).map((part) => {
    const { text, content } = asRecord(part);
    const heading = lineOf(textOf(text), 200);
    return `${heading === null ? '' : `<h3>${escapeHtml(heading)}</h3>`}<ul>${textOf(content) ?? ''}</ul>`;
  });
  const html = textOf(record['description']) ?? textOf(record['descriptionPlain']) ?? '';
  return [html, ...lists, textOf(record['additional']) ?? textOf(record['additionalPlain']) ?? ''].join('');
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const teamOf = (categories: Json): ReadonlyArray<readonly [string, string]> =>
  (['department', 'team'] as const).flatMap((name) => {
    const value = lineOf(textOf(categories[name]), 100);
    return value === null ? [] : [[name === 'team' ? 'Team' : 'Department', value] as const];
  });

/** The board's own name: `https://jobs.lever.co/acme/…` is Acme's. */
const boardOf = (url: string | null): string | null => /lever\.co\/([\w.-]+)\//.exec(url ?? '')?.[1] ?? null;

const countryOf = (value: unknown): string | null => {
  const code = textOf(value)?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
};

const workplaceOf = (value: unknown): string => {
  const word = textOf(value) ?? '';
  return word === 'onsite' ? 'on-site' : word;
};

const intervals: Readonly<Record<string, SalaryPeriod>> = {
  'per-year-salary': 'year',
  'per-month-salary': 'month',
  'per-week-salary': 'week',
  'per-day-wage': 'day',
  'per-hour-wage': 'hour',
};

function salaryOf(record: Json): { salary: Posting['salary']; note?: string | undefined } {
  const range = asRecord(record['salaryRange']);
  const currency = textOf(range['currency'])?.toUpperCase() ?? '';
  const [min, max] = [numberOf(range['min']) || null, numberOf(range['max']) || null];
  if (!isCurrency(currency) || (min ?? max) === null) return { salary: null };
  return notedSalary({ min, max, currency, period: intervals[textOf(range['interval']) ?? ''] ?? null });
}
