import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { RouterHistory } from '@tanstack/react-router';

import { adminCompaniesFromUrl, adminJobsFromUrl } from '../features/admin/admin-search.ts';
import { myJobsTabFromUrl } from '../features/interactions/my-jobs-tab.ts';
import { jobFilterFromUrl } from '../features/jobs/job-filter.ts';
import type { JobsUrl } from '../features/jobs/job-filter.ts';
import { LandingPage } from '../features/landing/landing-page.tsx';
import { skillsUrlFrom } from '../features/skill-gaps/skills-url.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { RootLayout } from './root-layout.tsx';
import { PageError, PagePending } from './route-states.tsx';
import { parseUrlSearch, writeUrlSearch } from './url-search.ts';

const rootRoute = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage });

const landing = createRoute({ getParentRoute: () => rootRoute, path: '/', component: LandingPage });

/** Where to go after signing in: only a path of this site, never another address. */
const nextFromUrl = (search: Record<string, unknown>): { next?: string } => {
  const next = search['next'];
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
};

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: nextFromUrl,
  component: lazyRouteComponent(() => import('../features/auth/sign-in-page.tsx'), 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  validateSearch: nextFromUrl,
  component: lazyRouteComponent(() => import('../features/auth/sign-up-page.tsx'), 'SignUpPage'),
});

const welcome = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  validateSearch: (search: Record<string, unknown>): { resume?: string } =>
    typeof search['resume'] === 'string' ? { resume: search['resume'] } : {},
  component: lazyRouteComponent(() => import('../features/resumes/welcome-page.tsx'), 'WelcomePage'),
});

const forYou = createRoute({
  getParentRoute: () => rootRoute,
  path: '/for-you',
  component: lazyRouteComponent(() => import('../features/recommendations/for-you-page.tsx'), 'ForYouPage'),
});

const jobs = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs',
  validateSearch: (search: Record<string, unknown>): JobsUrl => jobFilterFromUrl(search),
  component: lazyRouteComponent(() => import('../features/jobs/jobs-page.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs/$jobId',
  validateSearch: (search: Record<string, unknown>): { list?: string } =>
    typeof search['list'] === 'string' ? { list: search['list'] } : {},
  component: lazyRouteComponent(() => import('../features/jobs/job-page.tsx'), 'JobPage'),
});

const companies = createRoute({
  getParentRoute: () => rootRoute,
  path: '/companies',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search['q'] === 'string' && search['q'].trim() !== '' ? { q: search['q'].slice(0, 100) } : {},
  component: lazyRouteComponent(() => import('../features/companies/companies-page.tsx'), 'CompaniesPage'),
});

const company = createRoute({
  getParentRoute: () => rootRoute,
  path: '/companies/$company',
  component: lazyRouteComponent(() => import('../features/companies/company-page.tsx'), 'CompanyPage'),
});

const saved = createRoute({
  getParentRoute: () => rootRoute,
  path: '/saved',
  validateSearch: myJobsTabFromUrl,
  component: lazyRouteComponent(() => import('../features/interactions/saved-page.tsx'), 'SavedPage'),
});

const skills = createRoute({
  getParentRoute: () => rootRoute,
  path: '/skills',
  validateSearch: skillsUrlFrom,
  component: lazyRouteComponent(() => import('../features/skill-gaps/skills-page.tsx'), 'SkillsPage'),
});

const alerts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  component: lazyRouteComponent(
    () => import('../features/saved-searches/saved-searches-page.tsx'),
    'SavedSearchesPage',
  ),
});

const profile = createRoute({
  getParentRoute: () => rootRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('../features/profile/profile-page.tsx'), 'ProfilePage'),
});

const settings = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

const admin = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  component: lazyRouteComponent(() => import('../features/admin/admin-layout.tsx'), 'AdminLayout'),
});

const adminOverview = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(() => import('../features/admin/overview-page.tsx'), 'OverviewPage'),
});

const adminModeration = createRoute({
  getParentRoute: () => admin,
  path: '/moderation',
  component: lazyRouteComponent(() => import('../features/admin/moderation-page.tsx'), 'ModerationPage'),
});

const adminImports = createRoute({
  getParentRoute: () => admin,
  path: '/imports',
  component: lazyRouteComponent(() => import('../features/admin/imports-page.tsx'), 'ImportsPage'),
});

const adminImport = createRoute({
  getParentRoute: () => admin,
  path: '/imports/$runId',
  component: lazyRouteComponent(() => import('../features/admin/import-page.tsx'), 'ImportPage'),
});

const adminModels = createRoute({
  getParentRoute: () => admin,
  path: '/models',
  component: lazyRouteComponent(() => import('../features/admin/models-page.tsx'), 'ModelsPage'),
});

const adminJobs = createRoute({
  getParentRoute: () => admin,
  path: '/jobs',
  validateSearch: adminJobsFromUrl,
  component: lazyRouteComponent(() => import('../features/admin/admin-jobs-page.tsx'), 'AdminJobsPage'),
});

const adminJob = createRoute({
  getParentRoute: () => admin,
  path: '/jobs/$jobId',
  component: lazyRouteComponent(() => import('../features/admin/admin-job-page.tsx'), 'AdminJobPage'),
});

const adminCompanies = createRoute({
  getParentRoute: () => admin,
  path: '/companies',
  validateSearch: adminCompaniesFromUrl,
  component: lazyRouteComponent(
    () => import('../features/admin/admin-companies-page.tsx'),
    'AdminCompaniesPage',
  ),
});

const adminCompany = createRoute({
  getParentRoute: () => admin,
  path: '/companies/$companyId',
  component: lazyRouteComponent(() => import('../features/admin/admin-company-page.tsx'), 'AdminCompanyPage'),
});

const adminRoutes = admin.addChildren([
  adminOverview,
  adminModeration,
  adminImports,
  adminImport,
  adminModels,
  adminJobs,
  adminJob,
  adminCompanies,
  adminCompany,
]);

const routeTree = rootRoute.addChildren([
  landing,
  signIn,
  signUp,
  welcome,
  forYou,
  jobs,
  job,
  companies,
  company,
  saved,
  skills,
  alerts,
  profile,
  settings,
  adminRoutes,
]);

/** The pages of the product; every page but the first arrives in a file of its own. */
export function createAppRouter(history: RouterHistory = createBrowserHistory()) {
  return createRouter({
    routeTree,
    history,
    parseSearch: parseUrlSearch,
    stringifySearch: writeUrlSearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingComponent: PagePending,
    defaultPendingMs: 200,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
