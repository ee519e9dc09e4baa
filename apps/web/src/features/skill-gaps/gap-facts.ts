import type { MissingSkill, SkillGaps } from '@access/contracts/skill-gaps';

import type { Formats } from '../../lib/formats.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What is known of a skill's worth, each figure with what it was counted over. */
export function gapFacts(
  gap: MissingSkill,
  { targets }: Pick<SkillGaps, 'targets'>,
  { count, money }: Pick<Formats, 'count' | 'money'>,
): string[] {
  const { targetShare, importance, pay, trend } = gap;
  const facts = [`Asked for by ${percent(targetShare)} of the ${count(targets)} jobs that fit you best.`];
  if (importance >= 0.005)
    facts.push(
      `Raises your score with those ${count(targets)} by ${importance.toFixed(2)} on average, of at most 1.`,
    );
  if (pay.with !== null && pay.without !== null)
    facts.push(
      `Median pay ${money(pay.with.yearlyUsd, 'USD')} a year where it is asked for (${count(pay.with.jobs)} jobs), ` +
        `${money(pay.without.yearlyUsd, 'USD')} where it is not (${count(pay.without.jobs)} jobs).`,
    );
  if (trend !== null)
    facts.push(
      `In ${percent(trend.recentShare)} of the jobs of the last 30 days, in ${percent(trend.earlierShare)} of the older ones.`,
    );
  return facts;
}
