/**
 * The addresses of the web app's pages; a segment that begins with `$` stands for any value. The server answers these with the app and
 * everything else with 404; the app's router has exactly these.
 */
export const WEB_PATHS = [
  '/',
  '/sign-in',
  '/sign-up',
  '/welcome',
  '/for-you',
  '/jobs',
  '/jobs/$jobId',
  '/companies',
  '/companies/$company',
  '/saved',
  '/skills',
  '/alerts',
  '/profile',
  '/settings',
  '/admin',
  '/admin/moderation',
  '/admin/imports',
  '/admin/imports/$runId',
  '/admin/models',
  '/admin/jobs',
  '/admin/jobs/$jobId',
  '/admin/companies',
  '/admin/companies/$companyId',
] as const;

/** Whether an address, without its query, is one of the app's pages. */
export function isWebPath(pathname: string): boolean {
  const segments = segmentsOf(pathname);
  return WEB_PATHS.some((path) => {
    const pattern = segmentsOf(path);
    return (
      pattern.length === segments.length &&
      pattern.every((part, i) => part.startsWith('$') || part === segments[i])
    );
  });
}

const segmentsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');
