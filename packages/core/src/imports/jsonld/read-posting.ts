import { createHash } from 'node:crypto';

import type { ExperienceLevel } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { jobWriting } from '../../jobs/index.ts';
import type { PostingOrReason } from '../parsed-row.ts';
import { readDate, type ReadDate } from '../readers/read-date.ts';
import { readJobType } from '../readers/read-terms.ts';
import { toSanitisedHtml } from '../readers/text-to-html.ts';
import { asList, asRecord, numberOf, textOf } from './json.ts';
import { readBaseSalary } from './read-base-salary.ts';
import { readLocation, type StatedLocation } from './read-location.ts';

const { decodeEntities } = jobWriting;

/** A schema.org JobPosting as a posting, or why it cannot be one. Never throws, whatever the JSON. */
export function readPosting(node: Readonly<Record<string, unknown>>): PostingOrReason {
  const title = lineOf(node['title'] ?? node['name'], 300);
  if (title === null) return { reason: 'The posting has no title' };
  const companyName = lineOf(asList(node['hiringOrganization'])[0], 200);
  if (companyName === null) return { reason: 'The posting names no hiringOrganization' };
  const description = toSanitisedHtml(bodyOf(node));
  if (description === '') return { reason: 'The posting has no description' };
  const location = readLocation(node);
  const url = webUrl(node['url'] ?? node['sameAs'] ?? node['@id']);
  const posted = dateOf(node['datePosted']);
  return {
    posting: {
      sourceId: sourceIdOf(node, { url, title, companyName, posted }),
      url,
      applyUrl: webUrl(asRecord(node['applicationContact'])['url']) ?? url,
      title,
      companyName,
      companyWebsite: websiteOf(node),
      industry: lineOf(node['industry'], 100),
      description,
      requirements: htmlOf(node['qualifications'] ?? asRecord(node['experienceRequirements'])['description']),
      benefits: htmlOf(node['jobBenefits'] ?? node['benefits']),
      ...placeOf(location),
      ...termsOf(node),
      salary: readBaseSalary(node, location.country),
      postedAt: posted?.at ?? null,
      deadline: dateOf(node['validThrough']),
      skills: skillsOf(node['skills']),
      language: languageOf(node['inLanguage']),
    },
  };
}

/** One line of plain text. */
function lineOf(value: unknown, most: number): string | null {
  const text = decodeEntities(textOf(value) ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text.slice(0, most).toWellFormed();
}

const bodyOf = (node: Readonly<Record<string, unknown>>): string =>
  [node['description'], node['responsibilities']].flatMap((part) => textOf(part) ?? []).join('\n\n');

function htmlOf(value: unknown): string | null {
  const html = toSanitisedHtml(textOf(value) ?? '');
  return html === '' ? null : html;
}

/** An absolute address of the web; anything else is no link to show. */
function webUrl(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || text.length > 2_000 || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}

const websiteOf = (node: Readonly<Record<string, unknown>>): string | null => {
  const organisation = asRecord(asList(node['hiringOrganization'])[0]);
  return webUrl(asList(organisation['sameAs'])[0]) ?? webUrl(organisation['url']);
};

function dateOf(value: unknown): ReadDate | null {
  const [first] = asList(value);
  return typeof first === 'string' || typeof first === 'number' ? readDate(first) : null;
}

/** The source's own identifier, else its address, else what tells postings apart. */
function sourceIdOf(
  node: Readonly<Record<string, unknown>>,
  known: { url: string | null; title: string; companyName: string; posted: ReadDate | null },
): string {
  const [identifier] = asList(node['identifier']);
  const own =
    textOf(asRecord(identifier)['value']) ?? (typeof identifier === 'object' ? null : textOf(identifier));
  if (own !== null && own.length <= 200) return own;
  const parts =
    known.url === null
      ? [
          known.title,
          known.companyName,
          known.posted?.at.toISOString() ?? '',
          textOf(node['jobLocation']) ?? '',
        ]
      : [known.url];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
}

const placeOf = ({ text, latitude, longitude, country }: StatedLocation) => ({
  locationText: text,
  latitude,
  longitude,
  country,
});

function termsOf(
  node: Readonly<Record<string, unknown>>,
): Pick<Posting, 'jobType' | 'experienceLevel' | 'remoteOption'> {
  const types = asList(node['employmentType']).flatMap((type) =>
    typeof type === 'string' ? (readJobType(type) ?? []) : [],
  );
  const isRemote = /telecommut/i.test(textOf(node['jobLocationType']) ?? '');
  return {
    jobType: types[0] ?? null,
    experienceLevel: levelOf(numberOf(asRecord(node['experienceRequirements'])['monthsOfExperience'])),
    remoteOption: isRemote ? 'remote' : null,
  };
}

/** Up to a year entry, below five mid, above senior: the thresholds that years in a text are read by. */
function levelOf(months: number | null): ExperienceLevel | null {
  if (months === null || months < 0) return null;
  return months <= 12 ? 'entry' : months < 60 ? 'mid' : 'senior';
}

function skillsOf(value: unknown): string[] {
  const named = asList(value).flatMap((part) => (textOf(part) ?? '').split(/[,;\n•|]/));
  return [
    ...new Set(
      named
        .map((name) => name.replaceAll(/<[^>]*>/g, ' ').trim())
        .filter((name) => name !== '' && name.length <= 60),
    ),
  ].slice(0, 100);
}

function languageOf(value: unknown): string | null {
  const code =
    textOf(asRecord(value)['alternateName'] ?? value)
      ?.slice(0, 2)
      .toLowerCase() ?? '';
  return /^[a-z]{2}$/.test(code) && typeof value === 'string' && value.length <= 5 ? code : null;
}
