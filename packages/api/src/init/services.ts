import type { InteractionsService } from '@access/core/interactions';
import type { PlacesService } from '@access/core/places';
import type { ProfileService, RecordsService } from '@access/core/profile';
import type { RecommendationsService } from '@access/core/recommendations';
import type { ResumeService } from '@access/core/resume';
import type { SkillsService } from '@access/core/skills';

/** The core services procedures may call, wired once in the server's container. */
export interface Services {
  readonly profile: ProfileService;
  readonly records: RecordsService;
  readonly skills: SkillsService;
  readonly places: PlacesService;
  readonly interactions: InteractionsService;
  readonly recommendations: RecommendationsService;
  readonly resumes: ResumeService;
}
