import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { ExperienceLevel, JobType, RemoteOption, SalaryPeriod } from '@access/contracts/enums';

const folder = path.resolve(import.meta.dirname, '../../../ml-models/evaluation/understanding');

/** `tune` may be looked at while readers are written, `held` only counted: which is which follows from a hash of the string. */
export const Split = z.enum(['tune', 'held']);
export type Split = z.infer<typeof Split>;

const row = { text: z.string().min(1).max(300), split: Split };
/** Where the string stood: a field of its own, a title, a line of the text. */
const kind = z.enum(['field', 'title', 'line']);

const Area = z.union([
  z.strictObject({ country: z.string().length(2) }),
  z.strictObject({ region: z.string().regex(/^[A-Z]{2}\.\w+$/) }),
]);
const City = z.strictObject({ geonameId: z.int(), name: z.string() });

export const sets = {
  salary: z.strictObject({
    ...row,
    kind,
    hints: z.strictObject({ currency: z.string() }).optional(),
    salary: z
      .strictObject({
        min: z.number().nullable(),
        max: z.number().nullable(),
        currency: z.string(),
        period: SalaryPeriod,
      })
      .nullable(),
  }),
  place: z.strictObject({
    ...row,
    hints: z.strictObject({ country: z.string() }).optional(),
    places: z.array(z.union([City, Area])),
    isRemote: z.boolean(),
    remoteWithin: z.array(Area),
  }),
  language: z.strictObject({ ...row, language: z.string().length(2).nullable() }),
  level: z.strictObject({ ...row, kind, experienceLevel: ExperienceLevel.nullable() }),
  'job-type': z.strictObject({ ...row, kind, jobType: JobType.nullable() }),
  remote: z.strictObject({ ...row, kind, remoteOption: RemoteOption.nullable() }),
  skills: z.strictObject({
    ...row,
    skills: z.array(z.strictObject({ slug: z.string(), isRequired: z.boolean() })),
  }),
} as const;
export type SetName = keyof typeof sets;

/** The labelled strings of one set, in the file's order; throws where a line does not fit. */
export function readSet<Row>(name: SetName, schema: z.ZodType<Row>): Row[] {
  return readFileSync(path.join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
