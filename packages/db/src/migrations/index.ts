import type { Migration } from 'kysely/migration';

import * as foundation from './0001-foundation.ts';
import * as interactionOrigin from './0002-interaction-origin.ts';
import * as changeSequence from './0003-change-sequence.ts';
import * as search from './0004-search.ts';
import * as catalogue from './0005-catalogue.ts';
import * as training from './0007-training.ts';
import * as skillGaps from './0009-skill-gaps.ts';
import * as activitySubject from './0011-activity-subject.ts';

/** Every migration in order; merged ones are never edited. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-interaction-origin': interactionOrigin,
  '0003-change-sequence': changeSequence,
  '0004-search': search,
  '0005-catalogue': catalogue,
  '0007-training': training,
  '0009-skill-gaps': skillGaps,
  '0011-activity-subject': activitySubject,
};
