import type { ExperienceLevel } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { asList, asRecord, numberOf, textOf } from '../json/json.ts';
import type { PostingOrReason } from '../parsed-row.ts';
import { readDate, type ReadDate } from '../readers/read-date.ts';
import { readJobType } from '../readers/read-terms.ts';
import { toSanitisedHtml } from '../readers/text-to-html.ts';
import { identityOf, lineOf, namedSkills, webUrl } from '../stated-text.ts';
import { readBaseSalary } from './read-base-salary.ts';
import { readLocation, type StatedLocation } from './read-location.ts';

/** A schema.org JobPosting as a posting, or why it cannot be one. Never throws, whatever the JSON. */
export function readPosting(node: Readonly<Record<string, unknown>>): PostingOrReason {
  const url = webUrl(textOf(node['url'] ?? node['sameAs'] ?? node['@id']));
  const ownId = ownIdOf(node, url);
  const title = lineOf(textOf(node['title'] ?? node['name']), 300);
  if (title === null) return { reason: 'The posting has no title', sourceId: ownId };
  const companyName = lineOf(textOf(asList(node['hiringOrganization'])[0]), 200);
  if (companyName === null) return { reason: 'The posting names no hiringOrganization', sourceId: ownId };
  const posted = dateOf(node['datePosted']);
  const sourceId = ownId ?? saidId(node, { title, companyName, posted });
  const description = toSanitisedHtml(bodyOf(node));
  if (description === '') return { reason: 'The posting has no description', sourceId };
  const location = readLocation(node);
  const { salary, note } = readBaseSalary(node, location.country);
  return {
    note,
    posting: {
      sourceId,
      url,
      applyUrl: webUrl(textOf(asRecord(node['applicationContact'])['url'])) ?? url,
      title,
      companyName,
      companyWebsite: websiteOf(node),
      industry: lineOf(textOf(node['industry']), 100),
      description,
      requirements: htmlOf(node['qualifications'] ?? asRecord(node['experienceRequirements'])['description']),
      benefits: htmlOf(node['jobBenefits'] ?? node['benefits']),
      ...placeOf(location),
      ...termsOf(node),
      salary,
      postedAt: posted?.at ?? null,
      deadline: dateOf(node['validThrough']),
      skills: namedSkills(
        asList(node['skills']).flatMap((part) => textOf(part) ?? []),
        /[,;\n•|]/,
      ),
      language: languageOf(node['inLanguage']),
    },
  };
}

const bodyOf = (node: Readonly<Record<string, unknown>>): string =>
  [node['description'], node['responsibilities']].flatMap((part) => textOf(part) ?? []).join('\n\n');

function htmlOf(value: unknown): string | null {
  const html = toSanitisedHtml(textOf(value) ?? '');
  return html === '' ? null : html;
}

const websiteOf = (node: Readonly<Record<string, unknown>>): string | null => {
  const organisation = asRecord(asList(node['hiringOrganization'])[0]);
  return webUrl(textOf(asList(organisation['sameAs'])[0])) ?? webUrl(textOf(organisation['url']));
};

function dateOf(value: unknown): ReadDate | null {
  const [first] = asList(value);
  return typeof first === 'string' || typeof first === 'number' ? readDate(first) : null;
}

/** The source's own identifier, else its address. */
function ownIdOf(node: Readonly<Record<string, unknown>>, url: string | null): string | undefined {
  const [identifier] = asList(node['identifier']);
  const own =
    textOf(asRecord(identifier)['value']) ?? (typeof identifier === 'object' ? null : textOf(identifier));
  if (own !== null && own.length <= 200) return own;
  return url === null ? undefined : identityOf([url]);
}

/** What tells a posting without id and address apart. */
const saidId = (
  node: Readonly<Record<string, unknown>>,
  known: { title: string; companyName: string; posted: ReadDate | null },
): string =>
  identityOf([
    known.title,
    known.companyName,
    known.posted?.at.toISOString() ?? '',
    textOf(node['jobLocation']) ?? '',
  ]);

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

function languageOf(value: unknown): string | null {
  const code =
    textOf(asRecord(value)['alternateName'] ?? value)
      ?.slice(0, 2)
      .toLowerCase() ?? '';
  return /^[a-z]{2}$/.test(code) && typeof value === 'string' && value.length <= 5 ? code : null;
}
