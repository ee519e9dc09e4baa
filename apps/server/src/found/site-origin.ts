import type { FastifyRequest } from 'fastify';

import type { ServerEnv } from '../env.ts';

/** Where people see this site, `https://jobs.example.org`: as the operator says, else as the request names it. */
export function siteOrigin(env: Pick<ServerEnv, 'origins'>, request: FastifyRequest): string {
  return env.origins[0] ?? `${request.protocol}://${request.host}`;
}
