import type { FeatureFamily } from '../features/schema.ts';
import type { JobEvidence } from './evidence.ts';
import type { Contribution } from './explain-linear.ts';

/** What a reason says: a code and its numbers for programs and translations, the same in English for people. */
export interface Phrase {
  code: string;
  params: Record<string, string | number>;
  /** Sentence case, no full stop. */
  text: string;
  /** Whether it may open the one-line reason; weak truths stay in the details. */
  isTelling: boolean;
}

/** One family's evidence with the shares of its features. */
export interface FamilyCase {
  evidence: JobEvidence;
  contributions: readonly Contribution[];
  /** Net value of the family. */
  value: number;
}

/** Nearer than this is worth saying first. */
const TELLING_KM = 60;
/** Cosine from which two jobs may be called similar in words. */
const SIMILAR_COSINE = 0.45;
const RECENT_DAYS = 14;
const POPULAR_VIEWS = 20;
const MOST_NAMES = 3;

/** Says why a family speaks for or against a job; null when the evidence says nothing that can be put in words. */
export function phraseOf(family: FeatureFamily, familyCase: FamilyCase): Phrase | null {
  const isFor = familyCase.value > 0;
  const { evidence } = familyCase;
  switch (family) {
    case 'skills':
      return skillsPhrase(evidence.skills, isFor);
    case 'title':
      return titlePhrase(evidence.title, isFor);
    case 'seniority':
      return seniorityPhrase(evidence.seniority);
    case 'place':
      return placePhrase(evidence.place, familyCase);
    case 'pay':
      return payPhrase(evidence.pay);
    case 'activity':
      return activityPhrase(evidence.activity, familyCase);
    case 'freshness':
      return freshnessPhrase(evidence.freshness);
    case 'popularity':
      return popularityPhrase(evidence.popularity);
  }
}

function phrase(code: string, params: Phrase['params'], text: string, isTelling = true): Phrase {
  return { code, params, text, isTelling };
}

function skillsPhrase(skills: JobEvidence['skills'], isFor: boolean): Phrase | null {
  const { requiredMatched, requiredTotal, matched, missing, hasOwnSkills } = skills;
  if (!hasOwnSkills) return phrase('skills_not_given', {}, 'Add your skills to see how they match', false);
  if (requiredTotal === 0 && matched.length === 0) {
    return missing.length === 0
      ? phrase('skills_not_listed', {}, 'The posting lists no skills', false)
      : null;
  }
  const names = listed(missing.filter((skill) => skill.isRequired).map((skill) => skill.name));
  if (!isFor && names !== '') {
    const params = { missing: names, requiredMatched, requiredTotal };
    return phrase(
      'skills_missing',
      params,
      `${requiredMatched > 0 ? 'Also asks' : 'Asks'} for ${names}`,
      false,
    );
  }
  if (requiredMatched > 0) {
    const params = { requiredMatched, requiredTotal };
    return phrase(
      'skills_required',
      params,
      `Matches ${requiredMatched} of ${requiredTotal} required skills`,
    );
  }
  if (matched.length === 0) return phrase('skills_none', { requiredTotal }, `Asks for ${names}`, false);
  const held = listed(matched.map((skill) => skill.name));
  return phrase('skills_optional', { matched: held }, `Welcomes ${held}`);
}

function titlePhrase(title: JobEvidence['title'], isFor: boolean): Phrase | null {
  const { jobTitle, yourTitle, titleKind, likeness, similarity, sameOccupation, isWishOnly, hasBackground } =
    title;
  const params = { jobTitle, yourTitle: yourTitle ?? '', likeness: round(likeness) };
  if (!isFor) {
    return hasBackground && similarity < SIMILAR_COSINE && likeness < 0.5
      ? phrase('title_different', params, 'A different kind of work from your profile', false)
      : null;
  }
  if (yourTitle !== null && likeness >= 0.5) {
    if (titleKind === 'desired')
      return phrase('title_desired', params, `Close to the title you want, ${yourTitle}`);
    if (titleKind === 'position')
      return phrase('title_position', params, `Close to your work as ${yourTitle}`);
    return phrase('title_headline', params, 'Close to your headline');
  }
  if (sameOccupation !== null) {
    const name = sameOccupation.toLowerCase();
    const text = isWishOnly ? `In the field you want, ${name}` : `In your field, ${name}`;
    return phrase('title_occupation', { ...params, occupation: name }, text);
  }
  if (similarity >= SIMILAR_COSINE) {
    const text = isWishOnly ? 'Similar to the work you want' : 'Similar to your background';
    return phrase('title_similar', params, text);
  }
  return null;
}

const LEVEL_WORDS = { entry: 'entry', mid: 'mid', senior: 'senior', executive: 'executive' } as const;

function seniorityPhrase(seniority: JobEvidence['seniority']): Phrase | null {
  const { jobLevel, yourLevel } = seniority;
  if (jobLevel === null || yourLevel === null) return null;
  const params = { jobLevel, yourLevel };
  const job = LEVEL_WORDS[jobLevel];
  if (jobLevel === yourLevel) return phrase('seniority_same', params, `At your level, ${job}`);
  const order = Object.keys(LEVEL_WORDS);
  return order.indexOf(jobLevel) > order.indexOf(yourLevel)
    ? phrase('seniority_above', params, `A step up, at ${job} level`, false)
    : phrase('seniority_below', params, `Aimed at ${job} level`, false);
}

function placePhrase(place: JobEvidence['place'], { value, contributions }: FamilyCase): Phrase | null {
  const { distanceKm, remoteOption, isSameCountry, isRemoteWanted, isJobTypeWanted, nearName } = place;
  const params: Phrase['params'] = { remoteOption: remoteOption ?? '', nearName: nearName ?? '' };
  if (distanceKm !== null) params['distanceKm'] = round(distanceKm);
  if (value > 0 && remoteOption === 'remote' && (distanceKm === null || distanceKm > TELLING_KM)) {
    return phrase('place_remote', params, isRemoteWanted === true ? 'Remote, as you prefer' : 'Remote');
  }
  if (distanceKm !== null) {
    const isNear = distanceKm <= TELLING_KM;
    const text = isNear || value <= 0 ? distanceText(distanceKm, nearName) : farText(place, distanceKm);
    return phrase('place_distance', params, text, value > 0 && isNear);
  }
  if (value > 0 && isRemoteWanted === true && remoteOption !== null)
    return phrase('place_arrangement', params, `${REMOTE_WORDS[remoteOption]}, as you prefer`);
  if (value > 0 && isJobTypeWanted === true && place.jobType !== null)
    return phrase(
      'place_job_type',
      { ...params, jobType: place.jobType },
      `${JOB_TYPE_WORDS[place.jobType]}, as you prefer`,
    );
  if (isRemoteWanted === false && remoteOption !== null)
    return phrase('place_arrangement_other', params, REMOTE_WORDS[remoteOption], false);
  if (isSameCountry === true) return phrase('place_country', params, 'In your country', false);
  if (isSameCountry === false) return phrase('place_abroad', params, 'In another country', false);
  return contributions.length > 0 && isJobTypeWanted === false && place.jobType !== null
    ? phrase(
        'place_job_type_other',
        { ...params, jobType: place.jobType },
        JOB_TYPE_WORDS[place.jobType],
        false,
      )
    : null;
}

const REMOTE_WORDS = { on_site: 'On site', remote: 'Remote', hybrid: 'Hybrid' } as const;
const JOB_TYPE_WORDS = {
  full_time: 'Full time',
  part_time: 'Part time',
  contract: 'Contract',
  internship: 'Internship',
} as const;

/** Far and yet in favour: says first what outweighs the distance. */
function farText(
  { remoteOption, isRemoteWanted, isSameCountry }: JobEvidence['place'],
  distanceKm: number,
): string {
  const distance = distanceText(distanceKm, null);
  if (isRemoteWanted === true && remoteOption !== null)
    return `${REMOTE_WORDS[remoteOption]}, as you prefer, ${distance}`;
  return isSameCountry === true ? `In your country, ${distance}` : distance;
}

/** A place is a point on the map: what lies within a kilometre of it is the same city, and is called so. */
function distanceText(km: number, nearName: string | null): string {
  if (km < 1) return nearName === null ? 'Less than 1 km away' : `In ${nearName}`;
  return `${km < 100 ? Math.round(km) : Math.round(km / 10) * 10} km away`;
}

function payPhrase(pay: JobEvidence['pay']): Phrase | null {
  const top = pay.yearlyMax ?? pay.yearlyMin;
  if (top === null) return phrase('pay_unknown', {}, 'The posting does not say what it pays', false);
  const floor = pay.floor;
  if (floor === null || floor <= 0) return null;
  const params = { top, floor, currency: pay.currency ?? '' };
  const amount = money(top, pay.currency);
  const stated = pay.yearlyMax === null ? `Pays ${amount} a year` : `Pays up to ${amount} a year`;
  return top >= floor
    ? phrase('pay_above_floor', params, stated)
    : phrase(
        'pay_below_floor',
        params,
        `${stated}, below the ${money(floor, pay.currency)} you asked for`,
        false,
      );
}

const formats = new Map<string, Intl.NumberFormat>();

function money(amount: number, currency: string | null): string {
  const key = currency ?? '';
  let format = formats.get(key);
  if (format === undefined) {
    const style = currency === null ? {} : ({ style: 'currency', currency } as const);
    format = new Intl.NumberFormat('en-GB', { ...style, maximumFractionDigits: 0 });
    formats.set(key, format);
  }
  return format.format(amount);
}

const ACTION_WORDS = {
  like: 'you liked',
  bookmark: 'you saved',
  apply: 'you applied to',
  view: 'you read',
  dislike: 'you dismissed',
} as const;

function activityPhrase(
  activity: JobEvidence['activity'],
  { contributions, value }: FamilyCase,
): Phrase | null {
  const isFor = value > 0;
  const { together } = activity;
  if (isFor && together !== null && isStrongest(contributions, 'cf_score')) {
    const { jobId, title, action } = together;
    const text = `People who chose ${title}, which ${ACTION_WORDS[action]}, chose jobs like this`;
    return phrase('activity_together', { jobId, title, action }, text);
  }
  const past = isFor ? [activity.liked, activity.applied, activity.viewed] : [activity.disliked];
  const [closest] = past
    .filter((fact) => fact !== null && fact.similarity >= SIMILAR_COSINE)
    .sort((a, b) => (b?.similarity ?? 0) - (a?.similarity ?? 0));
  if (closest !== undefined && closest !== null) {
    const { jobId, title, action, similarity } = closest;
    const params = { jobId, title, action, similarity: round(similarity) };
    return phrase(`activity_${action}`, params, `Similar to ${title}, which ${ACTION_WORDS[action]}`);
  }
  const { companyName, companyAffinity } = activity;
  if (isFor && companyAffinity > 0)
    return phrase('activity_company', { companyName }, `At ${companyName}, where you chose another job`);
  if (!isFor && companyAffinity < 0)
    return phrase(
      'activity_company_dismissed',
      { companyName },
      `At ${companyName}, where you dismissed another job`,
    );
  return null;
}

/** Whether a feature speaks for the job more than any other of its family. */
function isStrongest(contributions: readonly Contribution[], feature: string): boolean {
  const own = contributions.find((contribution) => contribution.feature === feature)?.value ?? 0;
  return own > 0 && contributions.every(({ value }) => value <= own);
}

function freshnessPhrase({ ageDays }: JobEvidence['freshness']): Phrase {
  const text =
    ageDays === 0 ? 'Posted today' : ageDays === 1 ? 'Posted yesterday' : `Posted ${ageDays} days ago`;
  return phrase('freshness', { ageDays }, text, ageDays <= RECENT_DAYS);
}

function popularityPhrase(popularity: JobEvidence['popularity']): Phrase | null {
  const { views, likes, bookmarks, applies } = popularity;
  if (views === 0) return null;
  const params = { views, likes, bookmarks, applies };
  return phrase(
    'popularity',
    params,
    `Viewed ${views === 1 ? 'once' : `${views} times`}`,
    views >= POPULAR_VIEWS,
  );
}

/** "A, B and C"; names beyond the third become "2 more". */
export function listed(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES + 1 ? names.slice(0, MOST_NAMES) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : [...shown];
  const last = parts.pop();
  if (last === undefined) return '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
