import { alertsRouter } from './alerts/alerts.router.ts';
import { apiKeysRouter } from './api-keys/api-keys.router.ts';
import { authRouter } from './auth/auth.router.ts';
import { companiesRouter } from './companies/companies.router.ts';
import { feedsRouter } from './feeds/feeds.router.ts';
import { importsRouter } from './imports/imports.router.ts';
import { router } from './init/index.ts';
import { jobsRouter } from './jobs/jobs.router.ts';
import { modelsRouter } from './models/models.router.ts';
import { moderationRouter } from './moderation/moderation.router.ts';
import { placesRouter } from './places/places.router.ts';
import { educationRouter } from './profile/education.router.ts';
import { experienceRouter } from './profile/experience.router.ts';
import { mySkillsRouter } from './profile/my-skills.router.ts';
import { profileRouter } from './profile/profile.router.ts';
import { myJobsRouter } from './recommendations/my-jobs.router.ts';
import { recommendationsRouter } from './recommendations/recommendations.router.ts';
import { resumesRouter } from './resume/resume.router.ts';
import { searchRouter } from './search/search.router.ts';
import { sessionRouter } from './session/session.router.ts';
import { skillsRouter } from './skills/skills.router.ts';

/** Every procedure; web, REST and the OpenAPI document are made from it. */
export const appRouter = router({
  session: sessionRouter,
  auth: authRouter,
  apiKeys: apiKeysRouter,
  profile: profileRouter,
  mySkills: mySkillsRouter,
  education: educationRouter,
  experience: experienceRouter,
  resumes: resumesRouter,
  skills: skillsRouter,
  places: placesRouter,
  jobs: jobsRouter,
  moderation: moderationRouter,
  search: searchRouter,
  alerts: alertsRouter,
  companies: companiesRouter,
  imports: importsRouter,
  feeds: feedsRouter,
  recommendations: recommendationsRouter,
  models: modelsRouter,
  myJobs: myJobsRouter,
});
export type AppRouter = typeof appRouter;
