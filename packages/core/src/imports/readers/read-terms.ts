import type { JobType, RemoteOption } from '@access/contracts/enums';

const jobTypes: ReadonlyArray<readonly [JobType, RegExp]> = [
  ['internship', /\b(?:intern(?:ship)?s?|apprentice(?:ship)?|werkstudent(?:in)?|praktikum|co-op student)\b/i],
  ['part_time', /\bpart[\s_-]?time\b|\brt-time\b|\bteilzeit\b|\btemps partiel\b|\bmini-?job\b/i],
  [
    'contract',
    /\b(?:contract(?:or|ors)?|freelance(?:r)?|temporary|temp|temp-to-hire|fixed[\s_-]term|per[\s_-]?diem|locum|seasonal|secondment|befristet)\b/i,
  ],
  ['full_time', /\b(?:full[\s_-]?time|permanent|vollzeit|temps plein|cdi)\b/i],
];

/** The kind of work that a field names ("FULL_TIME", "Contract - 6 months"): the first of internship, part time, contract and full time. Null for anything else. */
export function readJobType(field: string): JobType | null {
  return jobTypes.find(([, pattern]) => pattern.test(field))?.[0] ?? null;
}

/** The kind of work from a title, then from where a text states it outright; a text that offers several says nothing. */
export function jobTypeFromText(title: string, text: string): JobType | null {
  // "Contract manager" and "Intern doctor supervisor" are about contracts and interns.
  const inTitle = title.replaceAll(
    /\b(?:contracts?|temp|intern|apprentice(?:ship)?)s?[\s-](?:manager|management|administrator|specialist|officer|lawyer|supervisor|coordinator|negotiator|engineer|analyst|lead|assessor|tutor|recruiter)\b/gi,
    '',
  );
  const named = readJobType(inTitle);
  if (named !== null) return named;
  const stated = new Set<JobType>();
  for (const [, value] of text
    .slice(0, 20_000)
    .matchAll(/(?:job|employment|contract|position|work) types?\s?:?\s?\n?([^\n]{1,60})/gi)) {
    const type = readJobType(value ?? '');
    if (type !== null) stated.add(type);
  }
  const [only] = stated;
  return stated.size === 1 && only !== undefined ? only : null;
}

/** Where the work is done, from a field of its own ("Remote", "Hybrid remote", "Onsite", "TELECOMMUTE"). */
export function readRemoteOption(field: string): RemoteOption | null {
  if (/\bhybrid\b|\bpartly remote\b|\btemporarily remote\b/i.test(field)) return 'hybrid';
  if (
    /\bremote\b|\btelecommut|\bwork from home\b|\bhome[\s-]?(?:based|office)\b|\bwfh\b|\banywhere\b/i.test(
      field,
    )
  )
    return 'remote';
  return /\bon[\s-]?site\b|\bin[\s-](?:office|person)\b/i.test(field) ? 'on_site' : null;
}

const hybridText =
  /\bhybrid (?:working|work|role|position|schedule|model|remote|arrangement)|\b(?:work(?:ing)?|role|position) (?:is )?hybrid\b|\b\d days? (?:a|per) week (?:in the office|from home|remote)/i;
// "Work from home" alone is mostly a perk or a memory of 2020; as the name of the job it is meant.
const remoteText =
  /\b(?:fully|100 ?%|completely|entirely) remote\b|\bremote (?:position|role|job|opportunity)\b|\b(?:position|role|job) is (?:fully |100 ?% )?remote\b|\bwork[\s-]from[\s-](?:home|anywhere) (?:position|role|job|opportunity)\b|\bwork from anywhere\b/i;
const notRemoteText =
  /\b(?:not|no|non|isn['’]t|cannot|can['’]t|unable)\b[^.\n]{0,40}\b(?:remote(?:ly)?|from home|hybrid)\b|\bremote work(?:ing)? (?:is )?(?:not|un)/i;

/** Where the work is done, from title and text; only outright statements count ("remote monitoring" is none). Null where nothing is said. */
export function remoteFromText(title: string, text: string): RemoteOption | null {
  const head = text.slice(0, 20_000);
  if (/\bhybrid\b/i.test(title)) return 'hybrid';
  if (
    /\bremote\b(?! (?:sens|monitor|support|control|operat|pilot|area|site|access|desktop))|\bhome[\s-]based\b/i.test(
      title,
    )
  )
    return 'remote';
  if (notRemoteText.test(head)) return null;
  if (hybridText.test(head)) return 'hybrid';
  return remoteText.test(head) ? 'remote' : null;
}
