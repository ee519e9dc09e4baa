import type { UserId } from '@access/contracts/ids';
import { ApplyResumeInput, type ResumeReading } from '@access/contracts/resumes';
import type { Tx } from '@access/db';

import { profileLimits, readProfile, readRecords, type ProfileItems } from '../profile/index.ts';

/** Of education entries no more are taken over at once. */
const MOST_STUDIES = 50;

/**
 * What fills only the empty parts of a profile: contact fields without a value, and experience, education and skills
 * where none are listed (skills already there keep their level). As far as the profile has room: nobody was asked.
 */
export async function emptyPartsOf(trx: Tx, userId: UserId, reading: ResumeReading): Promise<ProfileItems> {
  const { profile } = await readProfile(trx, userId);
  const { experience, education, skills } = await readRecords(trx, userId);
  const mine = new Set(skills.map((skill) => skill.id));
  // The address of the account and the name given at registration are never overwritten without asking.
  const contact = reading.contact.filter(
    ({ field }) => field !== 'email' && field !== 'displayName' && profile[field] === null,
  );
  return ApplyResumeInput.omit({ id: true }).parse({
    contact: validContact(contact),
    experience:
      experience.length > 0
        ? []
        : reading.experience.slice(0, profileLimits.records).map((item) => item.value),
    education: education.length > 0 ? [] : reading.education.slice(0, MOST_STUDIES).map((item) => item.value),
    skills: reading.skills
      .filter((skill) => !mine.has(skill.skillId))
      .slice(0, Math.max(0, profileLimits.skills - mine.size)),
  });
}

/** Contact values the profile would refuse (a broken link) are skipped, not an error: nobody was asked. */
function validContact(items: ResumeReading['contact']): Record<string, string> {
  const entries = items.map(({ field, value }) => [field, value] as const);
  return Object.fromEntries(
    entries.filter(([field, value]) => ApplyResumeInput.shape.contact.safeParse({ [field]: value }).success),
  );
}
