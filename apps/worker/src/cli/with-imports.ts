import type { ImportsService } from '@access/core/imports';
import { createQueue } from '@access/queue';

import { openImports } from '../imports/open-imports.ts';
import { createLog } from '../log.ts';
import { withDatabase, type CommandContext } from './with-database.ts';

/** Runs a command with the importer. */
export function withImports<Answer>(
  run: (imports: ImportsService, context: CommandContext) => Promise<Answer>,
): Promise<Answer> {
  return withDatabase(async (context) => {
    const queue = createQueue({
      url: context.databaseUrl,
      applicationName: 'access command queue',
      log: createLog('warn'),
      mode: 'producer',
    });
    await queue.start();
    try {
      return await run(await openImports(context.db, queue), context);
    } finally {
      await queue.stop({ timeoutMs: 5_000 });
    }
  });
}
