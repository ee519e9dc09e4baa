import type { ApiKeyInput, ApiScope } from '@access/contracts/api-keys';
import type { UserType } from '@access/contracts/enums';
import { AppError } from '@access/contracts/errors';

/** What a key of such an owner may do at most: what the owner may. Admins have no profile and no list to read. */
const scopesOf: Readonly<Record<UserType, readonly ApiScope[]>> = {
  job_seeker: ['jobs:read', 'recommendations:read', 'profile:read'],
  admin: ['jobs:read', 'jobs:write', 'profile:read'],
};

/** The scopes that an owner of this kind can still lend: a key never does more than its owner. */
export const lentScopes = (owner: UserType, scopes: readonly ApiScope[]): ApiScope[] =>
  scopes.filter((scope) => scopesOf[owner].includes(scope));

/** @throws AppError forbidden for scopes beyond the owner's rights, validation_failed where companies and `jobs:write` do not belong together. */
export function requireGrantable(
  owner: UserType,
  { scopes, companyIds }: Pick<ApiKeyInput, 'scopes' | 'companyIds'>,
): void {
  const lent = lentScopes(owner, scopes);
  const beyond = scopes.find((scope) => !lent.includes(scope));
  if (beyond !== undefined) {
    const why =
      beyond === 'jobs:write' ? 'Only admins grant jobs:write' : `Your account cannot do ${beyond} itself`;
    throw new AppError('forbidden', why);
  }
  const isForJobs = scopes.includes('jobs:write');
  if (isForJobs && companyIds.length === 0) {
    throw problem('companyIds', 'Name the companies whose jobs this key may post');
  }
  if (!isForJobs && companyIds.length > 0) {
    throw problem('companyIds', 'Companies go with the scope jobs:write');
  }
}

const problem = (path: string, message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path, message }] });
