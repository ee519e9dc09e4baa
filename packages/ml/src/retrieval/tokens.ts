import { skillToken } from '../content/occupation-documents.ts';
import type { JobDocument, PersonDocument } from '../features/documents.ts';
import { titleTokens } from '../text/title.ts';

/** What a job is by its posting alone: what places it among others before anybody chose it. */
export function jobTokensOf(job: JobDocument): string[] {
  const { place, experienceLevel, jobType, remoteOption } = job;
  const country = place?.country ?? job.country;
  return [
    ...new Set([
      ...titleTokens(job.title).map((word) => `title:${word}`),
      ...job.skills.map(({ slug }) => skillToken(slug)),
      `company:${job.companyId}`,
      ...present('industry', job.industry?.trim().toLowerCase()),
      ...present('level', experienceLevel),
      ...present('type', jobType),
      ...present('remote', remoteOption),
      ...present('country', country),
      ...present('region', place?.admin1 == null ? null : `${place.country}/${place.admin1}`),
      ...present('place', place?.id?.toString()),
    ]),
  ];
}

/** What a person is by their profile alone. */
export function personTokensOf(person: PersonDocument): string[] {
  const { preferences, place } = person;
  const words = (titles: readonly string[], kind: string): string[] =>
    titles.flatMap(titleTokens).map((word) => `${kind}:${word}`);
  return [
    ...new Set([
      ...words(preferences.titles, 'wanted'),
      ...words(
        person.positions.map(({ title }) => title),
        'held',
      ),
      ...(person.headline === null ? [] : words([person.headline], 'held')),
      ...person.skills
        .filter(({ id }) => !person.rejectedSkillIds.includes(id))
        .map(({ slug }) => skillToken(slug)),
      ...present('level', person.experienceLevel),
      ...present('country', place?.country),
      ...present('region', place?.admin1 == null ? null : `${place.country}/${place.admin1}`),
      ...present('place', place?.id?.toString()),
    ]),
  ];
}

const present = (kind: string, value: string | null | undefined): string[] =>
  value === null || value === undefined || value === '' ? [] : [`${kind}:${value}`];
