import { sql, type RawBuilder } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { JobSummary } from '@access/contracts/jobs';
import type { Place } from '@access/contracts/places';
import type { Db, Tx } from '@access/db';

import { logoUrlOf } from '../companies/index.ts';
import { placeLabel } from '../places/index.ts';

/** The job `j` may be shown in lists: status active and its deadline not past. Kept out of the table, since time passes without an update. */
export const isActive: RawBuilder<boolean> = sql`(j.status = 'active' and (j.application_deadline is null or j.application_deadline > now()))`;

/** What a list shows of the job `j`, its company `c` and its place `p`. */
export const summaryColumns: RawBuilder<unknown> = sql`
  j.id, j.title, j.location, j.job_type, j.experience_level, j.remote_option, j.salary_min, j.salary_max, j.currency,
  j.salary_period, j.posted_at, j.application_deadline, j.is_featured, ${isActive} as is_active, j.excerpt,
  c.id as company_id, c.name as company_name, c.slug as company_slug, c.logo_key as company_logo_key,
  p.id as place_id, p.name as place_name, p.region as place_region, p.country as place_country,
  p.latitude as place_latitude, p.longitude as place_longitude`;

/** The tables behind {@link summaryColumns}, joined to the job `j`. */
export const summaryJoins: RawBuilder<unknown> = sql`
  join companies c on c.id = j.company_id left join places p on p.id = j.place_id`;

/** A row of {@link summaryColumns}. */
export type SummaryRow = Omit<JobSummary, 'company' | 'place' | 'postedAt' | 'applicationDeadline'> & {
  readonly postedAt: Date;
  readonly applicationDeadline: Date | null;
  readonly companyId: JobSummary['company']['id'];
  readonly companyName: string;
  readonly companySlug: string;
  readonly companyLogoKey: string | null;
  readonly placeId: Place['id'] | null;
  readonly placeName: string | null;
  readonly placeRegion: string | null;
  readonly placeCountry: string | null;
  readonly placeLatitude: number | null;
  readonly placeLongitude: number | null;
};

/** The row in the shape of the contract. */
export const toSummary = (row: SummaryRow): JobSummary => ({
  id: row.id,
  title: row.title,
  company: {
    id: row.companyId,
    name: row.companyName,
    slug: row.companySlug,
    logoUrl: logoUrlOf(row.companyLogoKey),
  },
  location: row.location,
  place: toPlace(row),
  jobType: row.jobType,
  experienceLevel: row.experienceLevel,
  remoteOption: row.remoteOption,
  salaryMin: row.salaryMin,
  salaryMax: row.salaryMax,
  currency: row.currency,
  salaryPeriod: row.salaryPeriod,
  postedAt: row.postedAt.toISOString(),
  applicationDeadline: row.applicationDeadline?.toISOString() ?? null,
  isFeatured: row.isFeatured,
  isActive: row.isActive,
  excerpt: row.excerpt,
});

function toPlace(row: SummaryRow): Place | null {
  const { placeId: id, placeName: name, placeRegion: region, placeCountry: country } = row;
  const { placeLatitude: latitude, placeLongitude: longitude } = row;
  if (id === null || name === null || country === null || latitude === null || longitude === null)
    return null;
  return { id, name, region, country, latitude, longitude, label: placeLabel({ name, region, country }) };
}

/** Summaries in the order of `ids`, closed jobs too; ids that name no job are left out. Plan: primary keys throughout. */
export async function summariesByIds(db: Db | Tx, ids: readonly JobId[]): Promise<JobSummary[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns} from jobs j ${summaryJoins} where j.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toSummary(row)];
  });
}

/** For other features' queries over jobs: the same columns, joins, condition and shape as every list of jobs. */
export const jobSummary = {
  columns: summaryColumns,
  joins: summaryJoins,
  isActive,
  toSummary,
} as const;
