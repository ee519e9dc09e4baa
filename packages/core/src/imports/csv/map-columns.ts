import { AppError } from '@access/contracts/errors';

/** What a column of a feed can hold. */
export const fields = [
  'id',
  'title',
  'company',
  'location',
  'description',
  'requirements',
  'benefits',
  'salary',
  'salaryMin',
  'salaryMax',
  'currency',
  'salaryPeriod',
  'url',
  'applyUrl',
  'postedAt',
  'deadline',
  'jobType',
  'level',
  'remote',
  'skills',
  'industry',
  'country',
  'latitude',
  'longitude',
  'website',
  'language',
] as const;
export type CsvField = (typeof fields)[number];

/** Header names that mean each field, folded: letters and digits alone. The first that is there wins. */
const names: Readonly<Record<CsvField, string>> = {
  id: 'id jobid sourceid externalid reference ref refnumber requisitionid reqid guid',
  title: 'title jobtitle position role positiontitle name jobname',
  company: 'company companyname employer organization organisation hiringorganization agency client',
  location: 'location joblocation city place formattedlocation address workplace',
  description: 'description jobdescription fulldescription summary details body text content jobsummary',
  requirements: 'requirements qualifications requiredskillsandexperience',
  benefits: 'benefits perks jobbenefits',
  salary: 'salary salaryrange pay compensation wage salaryestimate payrange',
  salaryMin: 'salarymin minsalary salaryfrom minpay payfrom minimumsalary',
  salaryMax: 'salarymax maxsalary salaryto maxpay payto maximumsalary',
  currency: 'currency salarycurrency',
  salaryPeriod: 'salaryperiod payperiod salaryunit period salaryinterval',
  url: 'url joburl link joblink jobpostingurl',
  applyUrl: 'applyurl applicationurl applylink',
  postedAt: 'postedat dateposted posteddate date publishedat createdat postingdate posted listedtime',
  deadline: 'deadline applicationdeadline validthrough closingdate expires expirydate closedate expiry',
  jobType: 'jobtype employmenttype worktype contracttype formattedworktype schedule type',
  level: 'experiencelevel level seniority formattedexperiencelevel',
  remote: 'remote remoteoption remotetype workplacetype remoteallowed workmodel workmode type',
  skills: 'skills skillsdesc keyskills tags requiredskills',
  industry: 'industry sector category',
  country: 'country countrycode',
  latitude: 'latitude lat',
  longitude: 'longitude lon lng long',
  website: 'companyurl website companywebsite',
  language: 'language lang',
};

/** The columns of each field, by their position. A field may have several: their values are looked at in turn. */
export type ColumnMap = ReadonlyMap<CsvField, readonly number[]>;

/**
 * Finds the columns by their headers; `explicit` (`{ title: 'Stelle' }`) goes first and switches the guess for that field off.
 * @throws AppError validation_failed for an explicit column or field that is not there, or when title, company or description is missing.
 */
export function mapColumns(
  headers: readonly string[],
  explicit: Readonly<Record<string, string>> = {},
): ColumnMap {
  const folded = headers.map(fold);
  const map = new Map<CsvField, readonly number[]>();
  for (const field of fields) {
    const wanted = names[field].split(' ');
    const columns = wanted.flatMap((name) =>
      folded.flatMap((header, index) => (header === name ? [index] : [])),
    );
    if (columns.length > 0) map.set(field, columns);
  }
  for (const [name, header] of Object.entries(explicit)) {
    const field = fields.find((candidate) => candidate === name);
    const column = headers.findIndex((candidate) => candidate.trim() === header.trim());
    if (field === undefined) throw problem(`There is no field "${name}"; there are ${fields.join(', ')}`);
    if (column < 0)
      throw problem(`There is no column "${header}" for ${name}; there are ${headers.join(', ')}`);
    map.set(field, [column]);
  }
  const missing = (['title', 'company', 'description'] as const).filter((field) => !map.has(field));
  if (missing.length > 0) {
    throw problem(
      `No column holds ${missing.join(', ')}; name it with --map ${missing[0]}=<column>. Columns: ${headers.join(', ')}`,
    );
  }
  return map;
}

const fold = (header: string): string => header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const problem = (message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path: 'map', message }] });
