import type { Actor } from '@access/contracts/actor';
import type { ListUpdate } from '@access/contracts/recommendations';
import type { AlertsService } from '@access/core/alerts';
import type { ApiKeysService } from '@access/core/api-keys';
import type { AuthService } from '@access/core/auth';
import type { CompaniesService } from '@access/core/companies';
import type { FeedsService } from '@access/core/feeds';
import type { ImportRunsService } from '@access/core/imports';
import type { InteractionsService } from '@access/core/interactions';
import type { JobsService } from '@access/core/jobs';
import type { RankersService } from '@access/core/models';
import type { ModerationService } from '@access/core/moderation';
import type { PlacesService } from '@access/core/places';
import type { ProfileService, RecordsService } from '@access/core/profile';
import type { RecommendationsService } from '@access/core/recommendations';
import type { ResumeService } from '@access/core/resume';
import type { SearchService } from '@access/core/search';
import type { SkillGapsService } from '@access/core/skill-gaps';
import type { SkillsService } from '@access/core/skills';
import type { TrainingService } from '@access/core/training';

/** Tells a person's open pages of newer recommendation lists; fed by PostgreSQL's notifications. */
export interface ListUpdates {
  /** The newest list's version at once, then each newer one; ends when `signal` aborts. */
  follow(actor: Actor, signal: AbortSignal | undefined): AsyncIterable<ListUpdate>;
}

/** The core services procedures may call, wired once in the server's container. */
export interface Services {
  readonly auth: AuthService;
  readonly apiKeys: ApiKeysService;
  readonly profile: ProfileService;
  readonly records: RecordsService;
  readonly skills: SkillsService;
  readonly places: PlacesService;
  readonly jobs: JobsService;
  readonly moderation: ModerationService;
  readonly companies: CompaniesService;
  readonly search: SearchService;
  readonly alerts: AlertsService;
  readonly imports: ImportRunsService;
  readonly feeds: FeedsService;
  readonly interactions: InteractionsService;
  readonly rankers: RankersService;
  readonly training: TrainingService;
  readonly recommendations: RecommendationsService;
  readonly skillGaps: SkillGapsService;
  readonly resumes: ResumeService;
  readonly listUpdates: ListUpdates;
}
