import type { ExperienceLevel } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { jobWriting, type SkillExtractor } from '../jobs/index.ts';
import { factsBeyondHead } from './compose-description.ts';
import { jobTypeFromText } from './readers/job-type-from-text.ts';
import { remoteFromText } from './readers/remote-from-text.ts';
import { salaryFromText } from './readers/salary-from-text.ts';

const { htmlToText } = jobWriting;

/** Reads the level of a posting from its title and text; null where neither says. */
export type LevelDetector = (posting: { title: string; text: string }) => ExperienceLevel | null;

/** What the text adds to what the source stated. */
export interface Understood {
  readonly salary: Posting['salary'];
  readonly jobType: Posting['jobType'];
  readonly experienceLevel: Posting['experienceLevel'];
  readonly remoteOption: Posting['remoteOption'];
  readonly mentions: ReturnType<SkillExtractor['extract']>;
}

/** Fills what a posting does not state from its own words. What it states stays. */
export function understandPosting(
  posting: Posting,
  { skills, detectLevel }: { skills: SkillExtractor; detectLevel: LevelDetector },
): Understood {
  const text = [htmlToText(posting.description), htmlToText(posting.requirements ?? '')].join('\n');
  const { title } = posting;
  return {
    salary: posting.salary ?? salaryFromText(title, text, { country: posting.country }),
    jobType: posting.jobType ?? jobTypeFromText(title, text),
    experienceLevel: posting.experienceLevel ?? detectLevel({ title, text }),
    remoteOption: statedRemote(posting) ?? remoteFromText(title, text),
    mentions: [
      ...skills.extract([title, factsBeyondHead(text, posting)].join('\n'), { kind: 'job' }),
      // Named by the source itself: each read alone, so that a comma list makes no phrases.
      ...posting.skills.flatMap((name) => skills.extract(name, { kind: 'job' })),
    ],
  };
}

/** Some sources call everything on site that nobody marked; a place that is nothing but "Remote" knows better. */
const statedRemote = ({ remoteOption, locationText }: Posting): Posting['remoteOption'] =>
  remoteOption === 'on_site' && /^\W*(?:fully )?remote\W*$/i.test(locationText ?? '')
    ? 'remote'
    : remoteOption;
