import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { Email } from '@access/contracts/auth';
import { AppError } from '@access/contracts/errors';
import { createAuthService, defaultAuthLimits, loadOrCreateSecret } from '@access/core/auth';

import { readCliEnv } from '../env.ts';
import type { Report } from './report.ts';
import { withDatabase } from './with-database.ts';

/** Makes an admin, or gives an existing admin a new password and ends their sign-ins. */
export async function createAdmin({ email }: { email: string }, report: Report): Promise<void> {
  const address = Email.safeParse(email);
  if (!address.success) {
    throw new AppError('validation_failed', 'This is not an e-mail address', {
      problems: [{ path: '--email', message: email }],
    });
  }
  const given = readCliEnv().adminPassword;
  const password = given ?? randomBytes(15).toString('base64url');
  await withDatabase(async ({ db }) => {
    const auth = createAuthService({
      db,
      now: () => new Date(),
      jwtSecret: await loadOrCreateSecret(db, 'jwt'),
      limits: defaultAuthLimits,
      wait: (ms) => delay(ms),
    });
    const admin = await auth.createAdmin(address.data, password);
    report.done(
      { id: admin.id, email: admin.email, ...(given === null ? { password } : {}) },
      given === null
        ? `Admin ${admin.email} with the password ${password} — it is shown this once`
        : `Admin ${admin.email} with the password from ACCESS_ADMIN_PASSWORD`,
    );
  });
}
