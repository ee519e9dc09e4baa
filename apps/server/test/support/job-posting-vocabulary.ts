/**
 * What schema.org defines and Google asks for in a JobPosting (developers.google.com/search/docs/appearance/structured-data/job-posting,
 * schema.org/JobPosting, version 29), as data: which types a property may have, and which it must.
 */
export type Expectation =
  | { readonly kind: 'text' | 'html' | 'url' | 'instant' | 'number' | 'count' | 'boolean' }
  | { readonly kind: 'one_of'; readonly values: readonly string[] }
  | { readonly kind: 'type'; readonly types: readonly string[] };

export interface PropertyRule {
  readonly expects: Expectation;
  readonly level: 'required' | 'recommended' | 'allowed';
}

const text = { kind: 'text' } as const;
const url = { kind: 'url' } as const;
const number = { kind: 'number' } as const;
const oneOf = (...values: string[]): Expectation => ({ kind: 'one_of', values });
const typed = (...types: string[]): Expectation => ({ kind: 'type', types });
const required = (expects: Expectation): PropertyRule => ({ expects, level: 'required' });
const recommended = (expects: Expectation): PropertyRule => ({ expects, level: 'recommended' });
const allowed = (expects: Expectation): PropertyRule => ({ expects, level: 'allowed' });

export const vocabulary: Readonly<Record<string, Readonly<Record<string, PropertyRule>>>> = {
  JobPosting: {
    title: required(text),
    description: required({ kind: 'html' }),
    datePosted: required({ kind: 'instant' }),
    hiringOrganization: required(typed('Organization')),
    // Either is required: see `rules`.
    jobLocation: recommended(typed('Place')),
    applicantLocationRequirements: recommended(typed('Country', 'State')),
    jobLocationType: recommended(oneOf('TELECOMMUTE')),
    baseSalary: recommended(typed('MonetaryAmount')),
    directApply: recommended({ kind: 'boolean' }),
    employmentType: recommended(
      oneOf('FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER'),
    ),
    identifier: recommended(typed('PropertyValue')),
    validThrough: recommended({ kind: 'instant' }),
    skills: allowed(text),
    experienceRequirements: allowed(typed('OccupationalExperienceRequirements')),
    url: allowed(url),
  },
  Organization: { name: required(text), sameAs: recommended(url), logo: recommended(url) },
  PropertyValue: { name: required(text), value: required(text) },
  Place: { address: required(typed('PostalAddress')), geo: allowed(typed('GeoCoordinates')) },
  PostalAddress: {
    addressCountry: required(text),
    addressLocality: recommended(text),
    addressRegion: recommended(text),
    postalCode: recommended(text),
    streetAddress: recommended(text),
  },
  GeoCoordinates: { latitude: required(number), longitude: required(number) },
  Country: { name: required(text) },
  State: { name: required(text) },
  MonetaryAmount: { currency: required(text), value: required(typed('QuantitativeValue')) },
  QuantitativeValue: {
    value: allowed(number),
    minValue: allowed(number),
    maxValue: allowed(number),
    unitText: required(oneOf('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR')),
  },
  OccupationalExperienceRequirements: { monthsOfExperience: required({ kind: 'count' }) },
};

type Node = Readonly<Record<string, unknown>>;

/** Rules that bind several properties of one thing. */
export const rules: ReadonlyArray<{
  readonly type: string;
  readonly says: string;
  readonly holds: (node: Node) => boolean;
}> = [
  {
    type: 'JobPosting',
    says: 'names a place of work, or for work from home the country of applicants',
    holds: (node) =>
      'jobLocation' in node || ('jobLocationType' in node && 'applicantLocationRequirements' in node),
  },
  {
    type: 'JobPosting',
    says: 'ends after it began',
    holds: ({ datePosted, validThrough }) =>
      validThrough === undefined || Date.parse(String(validThrough)) > Date.parse(String(datePosted)),
  },
  {
    type: 'QuantitativeValue',
    says: 'has one value or a range, in order',
    holds: ({ value, minValue, maxValue }) =>
      value === undefined
        ? (minValue !== undefined || maxValue !== undefined) &&
          Number(minValue ?? 0) <= Number(maxValue ?? Number.POSITIVE_INFINITY)
        : minValue === undefined && maxValue === undefined,
  },
  {
    type: 'GeoCoordinates',
    says: 'lies on the globe',
    holds: ({ latitude, longitude }) =>
      Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180,
  },
  {
    type: 'PostalAddress',
    says: 'names the country by ISO 3166-1',
    holds: ({ addressCountry }) => /^[A-Z]{2}$/.test(String(addressCountry)),
  },
  {
    type: 'MonetaryAmount',
    says: 'names the currency by ISO 4217',
    holds: ({ currency }) => /^[A-Z]{3}$/.test(String(currency)),
  },
];

/** Everything in the document that breaks the vocabulary, by its path; empty for a valid one. */
export function breachesOf(document: unknown): string[] {
  const node = asNode(document);
  if (node === null || node['@context'] !== 'https://schema.org/') return ['@context: not schema.org'];
  const { '@context': _, ...root } = node;
  return breachesOfNode(root, ['JobPosting'], '$');
}

function breachesOfNode(value: unknown, types: readonly string[], path: string): string[] {
  const node = asNode(value);
  const type = String(node?.['@type']);
  const properties = vocabulary[type];
  if (node === null || properties === undefined || !types.includes(type)) {
    return [`${path}: expected ${types.join(' or ')}, got ${type}`];
  }
  const missing = Object.entries(properties)
    .filter(([name, { level }]) => level === 'required' && node[name] === undefined)
    .map(([name]) => `${path}.${name}: required`);
  const present = Object.entries(node)
    .filter(([name]) => name !== '@type')
    .flatMap(([name, member]) => {
      const rule = properties[name];
      return rule === undefined
        ? [`${path}.${name}: unknown to ${type}`]
        : breachesOfValue(member, rule.expects, `${path}.${name}`);
    });
  const broken = rules
    .filter((rule) => rule.type === type && !rule.holds(node))
    .map(({ says }) => `${path}: ${says}`);
  return [...missing, ...present, ...broken];
}

function breachesOfValue(value: unknown, expects: Expectation, path: string): string[] {
  if (expects.kind === 'type') return breachesOfNode(value, expects.types, path);
  if (expects.kind === 'one_of') {
    return expects.values.includes(String(value)) ? [] : [`${path}: ${String(value)} is not of the list`];
  }
  return checks[expects.kind](value) ? [] : [`${path}: ${JSON.stringify(value)} is no ${expects.kind}`];
}

const checks = {
  text: (value: unknown) => typeof value === 'string' && value.trim() !== '' && !/<[a-z/]/i.test(value),
  html: (value: unknown) => typeof value === 'string' && value.replaceAll(/<[^>]*>/g, '').trim() !== '',
  url: (value: unknown) => typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
  instant: (value: unknown) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value),
  number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  count: (value: unknown) => Number.isInteger(value) && Number(value) > 0,
  boolean: (value: unknown) => typeof value === 'boolean',
};

const asNode = (value: unknown): Node | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
