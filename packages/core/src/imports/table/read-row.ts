import type { Posting } from '@access/contracts/imports';

import { composeDescription } from '../compose-description.ts';
import { notedSalary } from '../noted-salary.ts';
import type { PostingOrReason } from '../parsed-row.ts';
import { isCurrency } from '../readers/currencies.ts';
import { readDate, type ReadDate } from '../readers/read-date.ts';
import { readNumber } from '../readers/read-number.ts';
import { readPeriod, readSalary } from '../readers/read-salary.ts';
import { readJobType, readRemoteOption } from '../readers/read-terms.ts';
import { toSanitisedHtml } from '../readers/text-to-html.ts';
import { identityOf, lineOf, namedSkills, webUrl } from '../stated-text.ts';
import type { ColumnMap, TableField } from './map-columns.ts';
import { doubtOf } from './shifted-row.ts';

type Values = (field: TableField) => readonly string[];

export interface RowOptions {
  /** The employer of rows that name none. */
  readonly companyName?: string | null | undefined;
}

/** One record of a table as a posting, or why it cannot be one. Never throws, whatever the cells. */
export function readTableRow(
  cells: readonly string[],
  map: ColumnMap,
  { companyName: employer }: RowOptions = {},
): PostingOrReason {
  const { columns } = map;
  const values: Values = (field) => (columns.get(field) ?? []).flatMap((column) => cellOf(cells[column]));
  const first = (field: TableField): string | null => values(field)[0] ?? null;
  const title = lineOf(first('title'), 301);
  const companyName = lineOf(first('company') ?? employer ?? numberedCompany(values, columns), 201);
  const location = locationOf(values);
  const sourceId = rowId(cells, map) ?? identityIn({ title, companyName, location });
  const reason = doubtOf({ title, companyName, location, cells, columns });
  if (reason !== null || title === null || companyName === null)
    return { reason: reason ?? 'The row has no title or company', sourceId };
  const description = descriptionOf({ values, cells, map, title, companyName, location });
  if (description === '') return { reason: 'The row has no description', sourceId };
  const country = countryCode(first('country'));
  const url = webUrl(first('url'));
  const { salary, note } = salaryOf(values, country);
  return {
    note,
    posting: {
      sourceId: sourceId ?? identityOf([title, companyName, location ?? '']),
      url,
      applyUrl: webUrl(first('applyUrl')) ?? url,
      title,
      companyName,
      companyWebsite: webUrl(first('website')),
      industry: lineOf(first('industry'), 100),
      description,
      requirements: toSanitisedHtml(first('requirements') ?? '') || null,
      benefits: toSanitisedHtml(values('benefits').join('\n')) || null,
      locationText: location,
      ...coordinatesOf(first('latitude'), first('longitude')),
      country,
      ...termsOf(values),
      salary,
      postedAt: dateOf(first('postedAt'))?.at ?? null,
      updatedAt: dateOf(first('updatedAt'))?.at ?? null,
      deadline: dateOf(first('deadline')),
      skills: namedSkills(values('skills'), /[,;|\n]/),
      language: /^[a-z]{2}$/i.test(first('language') ?? '')
        ? (first('language')?.toLowerCase() ?? null)
        : null,
    },
  };
}

/** The row's own id, however broken the rest of it. */
export function rowId(cells: readonly string[], { columns }: ColumnMap): string | undefined {
  const [id] = (columns.get('id') ?? []).flatMap((column) => cellOf(cells[column]));
  return id?.slice(0, 300);
}

/** Cells that say "nothing" in the way of spreadsheets and scripts. */
const cellOf = (cell: string | undefined): string[] => {
  const text = (cell ?? '').replaceAll('\u0000', '').toWellFormed().trim();
  return text === '' || /^(?:nan|null|none|n\/?a|undefined|-|\?)$/i.test(text) ? [] : [text];
};

/** Exports without names of employers tell them apart by number, and some rows not even so. */
function numberedCompany(values: Values, columns: ColumnMap['columns']): string | null {
  if (columns.has('company') || !columns.has('companyId')) return null;
  const [id] = values('companyId');
  return id === undefined ? 'Company not named' : `Company ${id}`;
}

const identityIn = (row: {
  title: string | null;
  companyName: string | null;
  location: string | null;
}): string | undefined =>
  row.title === null || row.companyName === null
    ? undefined
    : identityOf([row.title, row.companyName, row.location ?? '']);

/** The place in words; where city, region and country stand apart, together. */
function locationOf(values: Values): string | null {
  const whole = values('location')[0];
  if (whole !== undefined) return lineOf(whole, 301);
  const [country] = values('country');
  const parts = [
    ...values('city').slice(0, 1),
    ...values('region').slice(0, 1),
    ...(country === undefined || countryCode(country) !== null ? [] : [country]),
  ];
  return parts.length === 0 ? null : lineOf([...new Set(parts)].join(', '), 301);
}

const countryCode = (text: string | null): string | null =>
  text !== null && /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null;

interface Described {
  readonly values: Values;
  readonly cells: readonly string[];
  readonly map: ColumnMap;
  readonly title: string;
  readonly companyName: string;
  readonly location: string | null;
}

/** The text; a source that has no place for one at all gets what it states instead. */
function descriptionOf({ values, cells, map, ...stated }: Described): string {
  const html = toSanitisedHtml(values('description')[0] ?? '');
  if (html !== '' || map.columns.has('description')) return html;
  const further = (['department', 'industry', 'jobType', 'level'] as const).flatMap((field) => {
    const facts = (map.columns.get(field) ?? []).flatMap((column) => {
      const text = lineOf(cellOf(cells[column])[0] ?? null, 300);
      return text === null ? [] : [[labelOf(map.headers[column] ?? field), text] as const];
    });
    // Of the other fields several columns say the same in other words.
    return field === 'department' ? facts : facts.slice(0, 1);
  });
  return composeDescription({ ...stated, further });
}

/** "occupation_series" as "Occupation series". */
function labelOf(header: string): string {
  const words = header
    .split('.')
    .slice(-2)
    .join(' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
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
    /^(?:1(?:\.0)?|yes|true)$/i.test(value) ? ('remote' as const) : (readRemoteOption(value) ?? []),
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

/** Dates as readDate knows them, and as mail and XML feeds write them ("Fri, 10 Dec 2021 22:49:39 GMT"). */
function dateOf(text: string | null): ReadDate | null {
  const mail = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[A-Z]{1,4}|[+-]\d{4})$/i;
  if (text !== null && mail.test(text)) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? null : readDate(at.toISOString());
  }
  return readDate(text ?? '');
}

function salaryOf(
  values: Values,
  country: string | null,
): { salary: Posting['salary']; note?: string | undefined } {
  const code = values('currency')[0]?.toUpperCase() ?? '';
  const currency = isCurrency(code) ? code : null;
  // Some exports cut "an hour - Full-time" apart and leave the period's end in the column of the contract.
  const period =
    readPeriod(values('salaryPeriod')[0] ?? '') ??
    readPeriod(/\b(?:hour|day|week|month|year)\b/i.exec(values('jobType').join(' '))?.[0] ?? '');
  const number = (field: TableField): number | null => readNumber(values(field)[0] ?? '') || null;
  const [low, high] = [number('salaryMin'), number('salaryMax')];
  const middle = low === null && high === null ? number('salaryMid') : null;
  const [min, max] = [low ?? middle, high ?? middle];
  if (currency !== null && (min !== null || max !== null)) return notedSalary({ min, max, currency, period });
  return { salary: readSalary(values('salary')[0] ?? '', { currency, country, period }) };
}
