import { migrateToLatest } from '@access/db';

import type { Report } from './report.ts';
import { withDatabase } from './with-database.ts';

export function migrate(report: Report): Promise<void> {
  return withDatabase(async ({ databaseUrl }) => {
    const applied = await migrateToLatest(databaseUrl, { log: report.step });
    report.done(
      { applied },
      applied.length === 0 ? 'The database is up to date' : `Applied ${applied.length} migrations`,
    );
  });
}
