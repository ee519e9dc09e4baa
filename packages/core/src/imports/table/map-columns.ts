import { AppError } from '@access/contracts/errors';

/** What a column of a feed can hold. */
export const fields = [
  'id',
  'title',
  'company',
  'companyId',
  'location',
  'city',
  'region',
  'description',
  'requirements',
  'benefits',
  'salary',
  'salaryMin',
  'salaryMax',
  'salaryMid',
  'currency',
  'salaryPeriod',
  'url',
  'applyUrl',
  'postedAt',
  'updatedAt',
  'deadline',
  'jobType',
  'level',
  'remote',
  'skills',
  'industry',
  'department',
  'country',
  'latitude',
  'longitude',
  'website',
  'language',
] as const;
export type TableField = (typeof fields)[number];

/** Header names that mean each field, folded: letters and digits alone. The first that is there wins. */
const names: Readonly<Record<TableField, string>> = {
  id: 'id jobid sourceid externalid reference referencenumber ref refnumber requisitionid reqid guid jobreference controlnumber',
  title: 'title jobtitle position role positiontitle name jobname',
  company:
    'company companyname employer employername organization organisation hiringorganization companydisplayname agency client',
  companyId: 'companyid employerid organizationid',
  location:
    'location joblocation place formattedlocation address workplace locationname locationdisplayname locations',
  city: 'city town locality locationcity addresslocality joblocationcity',
  region: 'state region province locationstate locationregion addressregion',
  description:
    'description jobdescription fulldescription summary details body text content jobsummary descriptionhtml',
  requirements: 'requirements qualifications requiredskillsandexperience',
  benefits: 'benefits perks jobbenefits benefitstype',
  salary: 'salary salaryrange pay compensation wage salaryestimate payrange salarydescription',
  salaryMin: 'salarymin minsalary salaryfrom minpay payfrom minimumsalary salaryrangemin',
  salaryMax: 'salarymax maxsalary salaryto maxpay payto maximumsalary salaryrangemax',
  salaryMid: 'medsalary mediansalary salarymedian',
  currency: 'currency salarycurrency salaryrangecurrency',
  salaryPeriod: 'salaryperiod payperiod salaryunit period salaryinterval salaryrangeinterval',
  url: 'url joburl link joblink jobpostingurl redirecturl usajobsurl hostedurl',
  applyUrl: 'applyurl applicationurl applylink',
  postedAt:
    'postedat dateposted posteddate date publishedat publicationdate createdat created postingdate posted listedtime opendate pubdate',
  updatedAt: 'updatedat lastupdated modifiedat lastmodified',
  deadline:
    'deadline applicationdeadline validthrough closingdate expires expirydate closedate expiry expirationdate',
  jobType:
    'jobtype employmenttype worktype contracttype formattedworktype schedule type appointmenttype contracttime',
  level: 'experiencelevel level seniority formattedexperiencelevel experience',
  remote: 'remote remoteoption remotetype workplacetype remoteallowed workmodel workmode type',
  skills: 'skills skillsdesc keyskills tags requiredskills skillname',
  industry: 'industry sector category industryname categorylabel companyindustry',
  department: 'department team division subagency occupationseries hiringpaths',
  country: 'country countrycode locationcountry addresscountry',
  latitude: 'latitude lat locationlatitude',
  longitude: 'longitude lon lng long locationlongitude',
  website: 'companyurl website companywebsite',
  language: 'language lang',
};

/** The columns of each field, by their position. A field may have several: their values are looked at in turn. */
export interface ColumnMap {
  readonly columns: ReadonlyMap<TableField, readonly number[]>;
  readonly headers: readonly string[];
}

export type Mapping = Readonly<Record<string, string>>;

/**
 * Finds the columns by their headers, which may be dotted paths (`company.name`); `explicit` (`{ title: 'Stelle' }`) goes
 * first and switches the guess for that field off.
 */
export function guessColumns(headers: readonly string[], explicit: Mapping = {}): ColumnMap {
  const folded = headers.map(fold);
  const columns = new Map<TableField, readonly number[]>();
  for (const field of fields) {
    const named = names[field]
      .split(' ')
      .flatMap((name) => folded.flatMap((header, index) => (header === name ? [index] : [])));
    if (named.length > 0) columns.set(field, named);
  }
  takeGovernment(headers, columns);
  for (const [name, header] of Object.entries(explicit)) {
    const field = fields.find((candidate) => candidate === name);
    const index = headers.findIndex((candidate) => candidate.trim() === header.trim());
    if (field !== undefined) columns.set(field, index < 0 ? [] : [index]);
  }
  return { columns, headers };
}

/**
 * The columns of a table with a header.
 * @throws AppError validation_failed for an explicit column or field that is not there, or when no column holds a title or a company.
 */
export function mapColumns(
  headers: readonly string[],
  explicit: Mapping = {},
  { hasCompany = false }: { hasCompany?: boolean } = {},
): ColumnMap {
  requireFields(explicit);
  for (const [name, header] of Object.entries(explicit)) {
    if (!headers.some((candidate) => candidate.trim() === header.trim()))
      throw problem(`There is no column "${header}" for ${name}; there are ${headers.join(', ')}`);
  }
  const map = guessColumns(headers, explicit);
  const missing = [
    ...(map.columns.has('title') ? [] : ['title']),
    ...(hasCompany || map.columns.has('company') || map.columns.has('companyId') ? [] : ['company']),
  ];
  if (missing.length > 0) {
    throw problem(
      `No column holds ${missing.join(', ')}; name it with --map ${missing[0]}=<column>. Columns: ${headers.join(', ')}`,
    );
  }
  return map;
}

/** @throws AppError validation_failed for a mapping that names a field there is not. */
export function requireFields(explicit: Mapping): void {
  const unknown = Object.keys(explicit).find(
    (name) => !fields.some((field) => field === name) && name !== 'items',
  );
  if (unknown !== undefined)
    throw problem(`There is no field "${unknown}"; there are ${fields.join(', ')} and items`);
}

/** Whether a table with these headers is one of postings, rather than one that goes with such a table. */
export const holdsTitles = (headers: readonly string[], explicit: Mapping = {}): boolean =>
  guessColumns(headers, explicit).columns.has('title');

/** Governments name the department as the employer and below it the agency, which may be "Other agencies". */
function takeGovernment(headers: readonly string[], columns: Map<TableField, readonly number[]>): void {
  const at = (name: string): number => headers.findIndex((header) => fold(header) === name);
  const [department, agency] = [at('department'), at('agency')];
  if (department < 0 || agency < 0 || columns.get('company')?.[0] !== agency) return;
  columns.set('company', [department]);
  columns.set('department', [
    agency,
    ...(columns.get('department') ?? []).filter((each) => each !== department),
  ]);
}

const fold = (header: string): string => header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const problem = (message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path: 'map', message }] });
