import type { ExperienceLevel, InteractionType, JobType, RemoteOption } from '@access/contracts/enums';

/** A place on the map; `id` is the gazetteer's, `name` is for reasons shown to people. */
export interface PlacePoint {
  id: number | null;
  lat: number;
  lon: number;
  country: string;
  admin1: string | null;
  name?: string | null;
}

/** A skill a job asks for. */
export interface JobSkill {
  id: string;
  slug: string;
  name: string;
  isRequired: boolean;
  /** 1 (beginner) to 4 (expert); 0 when not stated. */
  level: number;
}

/** What the recommender knows of an open job. Pay is a yearly figure in the engine's currency; times are epoch milliseconds. */
export interface JobDocument {
  id: string;
  title: string;
  companyId: string;
  companyName: string;
  industry: string | null;
  skills: readonly JobSkill[];
  experienceLevel: ExperienceLevel | null;
  jobType: JobType | null;
  remoteOption: RemoteOption | null;
  place: PlacePoint | null;
  country: string | null;
  salaryYearlyMin: number | null;
  salaryYearlyMax: number | null;
  postedAt: number;
  deadlineAt: number | null;
  views: number;
  likes: number;
  applies: number;
  bookmarks: number;
}

/** What a person did with a job; `view` with the seconds they stayed. */
export interface Interaction {
  jobId: string;
  type: InteractionType;
  at: number;
  dwellSeconds?: number;
}

/** A wish; as a dealbreaker it hides jobs that are known to break it. */
export interface Choice<T> {
  values: readonly T[];
  isDealbreaker: boolean;
}

/** What a person asks of a job. */
export interface PersonPreferences {
  titles: readonly string[];
  jobTypes: Choice<JobType>;
  remoteOptions: Choice<RemoteOption>;
  /** Yearly, in the engine's currency. */
  salaryFloor: { yearly: number; isDealbreaker: boolean } | null;
  places: Choice<{ lat: number; lon: number; radiusKm: number; country: string; name?: string | null }>;
}

/** What the recommender knows of a person: nothing that names, pictures or classes them. */
export interface PersonDocument {
  id: string;
  headline: string | null;
  skills: readonly { id: string; slug: string; name: string; level: number; source: string }[];
  positions: readonly {
    title: string;
    startedAt: number | null;
    endedAt: number | null;
    isCurrent: boolean;
  }[];
  educationLevel?: number | null;
  experienceLevel: ExperienceLevel | null;
  place: PlacePoint | null;
  preferences: PersonPreferences;
  blockedCompanyIds: readonly string[];
  /** Skills the person says were wrongly inferred. */
  rejectedSkillIds: readonly string[];
  /** The current state: undone ones are not listed. */
  interactions: readonly Interaction[];
  /** Dismissed or applied to. */
  excludedJobIds: readonly string[];
}
