import type { JobType, RemoteOption } from '@access/contracts/enums';

const jobTypes: ReadonlyArray<readonly [JobType, RegExp]> = [
  [
    'internship',
    /\b(?:intern(?:ship)?s?|apprentice(?:ship)?s?|traineeship|werkstudent(?:in)?|working student|praktik(?:um|ant(?:in)?)|co-op student|stagiaire|alternance|est[aá]gi(?:o|ári[oa])|tirocinio|becari[oa]|pr[aá]cticas)\b/i,
  ],
  ['part_time', /\bpart[\s_-]{0,3}time\b|\brt-time\b|\bteilzeit\b|\btemps partiel\b|\bmini-?job\b/i],
  [
    'contract',
    /\b(?:contract(?:or|ors)?|freelance(?:r)?|temporary|temp|temp-to-hire|fixed[\s_-]term|per[\s_-]?diem|prn|locum|seasonal|secondment|befristet)\b/i,
  ],
  ['full_time', /\b(?:full[\s_-]{0,3}time|permanent|vollzeit|temps plein|cdi)\b/i],
];

/** The kind of work that a field names ("FULL_TIME", "Contract - 6 months"): the first of internship, part time, contract and full time. Null for anything else. */
export function readJobType(field: string): JobType | null {
  return jobTypes.find(([, pattern]) => pattern.test(field))?.[0] ?? null;
}

/** Where the work is done, from a field of its own ("Remote", "Hybrid remote", "Onsite", "TELECOMMUTE"). */
export function readRemoteOption(field: string): RemoteOption | null {
  // Where one of several places is remote, the work can be.
  if (
    field
      .split(/;|\bor\b/i)
      .some((part) => /\bremote\b/i.test(part) && !/\bhybrid\b|\b(?:partly|temporarily) remote\b/i.test(part))
  )
    return 'remote';
  if (/\bhybrid\b|\bpartly remote\b|\btemporarily remote\b/i.test(field)) return 'hybrid';
  if (
    /\bremote\b|\btelecommut|\bwork from home\b|\bhome[\s-]?(?:based|office)\b|\bwfh\b|\banywhere\b|^\W*(?:fully )?distributed\W*$/i.test(
      field,
    )
  )
    return 'remote';
  return /\bon[\s-]?site\b|\bin[\s-](?:office|person)\b/i.test(field) ? 'on_site' : null;
}
