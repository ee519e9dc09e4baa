import { createHash } from 'node:crypto';

import type { Posting } from '@access/contracts/imports';

import { jobWriting } from '../../jobs/index.ts';
import type { PostingOrReason } from '../parsed-row.ts';
import { isCurrency } from '../readers/currencies.ts';
import { plausibleSalary } from '../readers/plausible-salary.ts';
import { readDate } from '../readers/read-date.ts';
import { readNumber } from '../readers/read-number.ts';
import { readPeriod, readSalary, type Salary } from '../readers/read-salary.ts';
import { readJobType, readRemoteOption } from '../readers/read-terms.ts';
import { toSanitisedHtml } from '../readers/text-to-html.ts';
import type { ColumnMap, CsvField } from './map-columns.ts';

const { decodeEntities } = jobWriting;

type Values = (field: CsvField) => readonly string[];

/** One CSV record as a posting, or why it cannot be one. Never throws, whatever the cells. */
export function readRow(cells: readonly string[], columns: ColumnMap): PostingOrReason {
  const values: Values = (field) => (columns.get(field) ?? []).flatMap((column) => cellOf(cells[column]));
  const first = (field: CsvField): string | null => values(field)[0] ?? null;
  const title = lineOf(first('title'), 300);
  const companyName = lineOf(first('company'), 200);
  const location = lineOf(first('location'), 300);
  const reason = refusalOf({ title, companyName, location, cells, columns });
  if (reason !== null || title === null || companyName === null)
    return { reason: reason ?? 'The row has no title or company' };
  const description = toSanitisedHtml(first('description') ?? '');
  if (description === '') return { reason: 'The row has no description' };
  const country = /^[a-z]{2}$/i.test(first('country') ?? '')
    ? (first('country')?.toUpperCase() ?? null)
    : null;
  const url = webUrl(first('url'));
  return {
    posting: {
      sourceId: first('id')?.slice(0, 300) ?? identityOf([title, companyName, location ?? '']),
      url,
      applyUrl: webUrl(first('applyUrl')) ?? url,
      title,
      companyName,
      companyWebsite: webUrl(first('website')),
      industry: lineOf(first('industry'), 100),
      description,
      requirements: toSanitisedHtml(first('requirements') ?? '') || null,
      benefits: toSanitisedHtml(first('benefits') ?? '') || null,
      locationText: location,
      ...coordinatesOf(first('latitude'), first('longitude')),
      country,
      ...termsOf(values),
      salary: salaryOf(values, country),
      postedAt: readDate(first('postedAt') ?? '')?.at ?? null,
      deadline: readDate(first('deadline') ?? ''),
      skills: skillsOf(first('skills')),
      language: /^[a-z]{2}$/i.test(first('language') ?? '')
        ? (first('language')?.toLowerCase() ?? null)
        : null,
    },
  };
}

/** Cells that say "nothing" in the way of spreadsheets and scripts. */
const cellOf = (cell: string | undefined): string[] => {
  const text = (cell ?? '').replaceAll('\u0000', '').toWellFormed().trim();
  return text === '' || /^(?:nan|null|none|n\/?a|undefined|-|\?)$/i.test(text) ? [] : [text];
};

function lineOf(text: string | null, most: number): string | null {
  const line = decodeEntities(text ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line === '' ? null : line.slice(0, most + 1).toWellFormed();
}

interface RowParts {
  readonly title: string | null;
  readonly companyName: string | null;
  readonly location: string | null;
  readonly cells: readonly string[];
  readonly columns: ColumnMap;
}

/** Why a row is shifted or broken rather than a posting: in a shifted row a title is a link, a company is a sum, a place is a paragraph. */
function refusalOf({ title, companyName, location, cells, columns }: RowParts): string | null {
  const expected = Math.max(...[...columns.values()].flat()) + 1;
  if (cells.length < expected)
    return `The row has ${cells.length} cells where the header has at least ${expected}`;
  if (title === null) return 'The row has no title';
  if (companyName === null) return 'The row names no company';
  if (isHeader(title, companyName)) return 'The row repeats the header';
  if (!/\p{L}{2}/u.test(title) || looksLikeLink(title) || looksLikeMoney(title))
    return `The title "${shorten(title)}" is none; the columns may be shifted`;
  if (title.length > 300) return 'The title is longer than 300 characters; the columns may be shifted';
  if (
    !/\p{L}/u.test(companyName) ||
    looksLikeLink(companyName) ||
    looksLikeMoney(companyName) ||
    companyName.length > 200
  ) {
    return `The company "${shorten(companyName)}" is none; the columns may be shifted`;
  }
  if (location !== null && (looksLikeLink(location) || looksLikeMoney(location) || location.length > 250)) {
    return `The location "${shorten(location)}" is none; the columns may be shifted`;
  }
  return null;
}

const isHeader = (title: string, company: string): boolean =>
  /^(?:job[\s_-]?)?title$/i.test(title) && /^(?:company|employer)(?:[\s_-]?name)?$/i.test(company);
const looksLikeLink = (text: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(text);
const looksLikeMoney = (text: string): boolean =>
  /^(?:from |up to )?[$£€]\s?\d[\d,.]*k?(?:\s?(?:-|–|to)\s?[$£€]?\s?\d[\d,.]*k?)?(?:\s?(?:an?|per|\/)\s?\w+)?$/i.test(
    text,
  );
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text);

/** Stands for a row that brings no id: its title, company and place. */
const identityOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);

function webUrl(text: string | null): string | null {
  if (text === null || text.length > 2_000 || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}

function coordinatesOf(
  latitude: string | null,
  longitude: string | null,
): Pick<Posting, 'latitude' | 'longitude'> {
  const [lat, lon] = [Number(latitude ?? Number.NaN), Number(longitude ?? Number.NaN)];
  const isKnown = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return isKnown ? { latitude: lat, longitude: lon } : { latitude: null, longitude: null };
}

function termsOf(values: Values): Pick<Posting, 'jobType' | 'experienceLevel' | 'remoteOption'> {
  const remote = values('remote').flatMap((value) =>
    /^(?:1|yes|true)$/i.test(value) ? ('remote' as const) : (readRemoteOption(value) ?? []),
  );
  const level = /\b(entry|junior|intern|mid|associate|senior|director|executive)\b/i
    .exec(values('level')[0] ?? '')?.[1]
    ?.toLowerCase();
  return {
    jobType: values('jobType').flatMap((value) => readJobType(value) ?? [])[0] ?? null,
    experienceLevel: level === undefined ? null : levelOf(level),
    remoteOption: remote[0] ?? null,
  };
}

function levelOf(word: string): NonNullable<Posting['experienceLevel']> {
  if (word === 'entry' || word === 'junior' || word === 'intern') return 'entry';
  if (word === 'mid' || word === 'associate') return 'mid';
  return word === 'senior' ? 'senior' : 'executive';
}

function salaryOf(values: Values, country: string | null): Salary | null {
  const code = values('currency')[0]?.toUpperCase() ?? '';
  const currency = isCurrency(code) ? code : null;
  // Some exports cut "an hour - Full-time" apart and leave the period's end in the column of the contract.
  const period =
    readPeriod(values('salaryPeriod')[0] ?? '') ??
    readPeriod(/\b(?:hour|day|week|month|year)\b/i.exec(values('jobType').join(' '))?.[0] ?? '');
  const [min, max] = [readNumber(values('salaryMin')[0] ?? ''), readNumber(values('salaryMax')[0] ?? '')];
  if (currency !== null && (min !== null || max !== null))
    return plausibleSalary({ min: min || null, max: max || null, currency, period });
  return readSalary(values('salary')[0] ?? '', { currency, country, period });
}

const skillsOf = (text: string | null): string[] =>
  [
    ...new Set(
      (text ?? '')
        .split(/[,;|\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== '' && name.length <= 60),
    ),
  ].slice(0, 100);
