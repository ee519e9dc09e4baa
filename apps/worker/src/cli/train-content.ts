import path from 'node:path';

import { createModelsService } from '@access/core/models';
import { createFileStore } from '@access/files';

import { trainContent } from '../recommendations/train-content.ts';
import type { Report } from './report.ts';
import { withDatabase } from './with-database.ts';

export function trainContentCommand({ ifMissing }: { ifMissing?: boolean }, report: Report): Promise<void> {
  return withDatabase(async ({ db, databaseUrl, dataDir }) => {
    const files = createFileStore({ kind: 'local', directory: path.join(dataDir, 'files') });
    const models = createModelsService({ db, files, now: () => new Date() });
    const active = ifMissing === true ? await models.active('content') : undefined;
    if (active !== undefined) {
      report.done({ version: active.version, isNew: false }, `Content vectors are ready (${active.version})`);
      return;
    }
    report.step('Learning which titles and skills belong together');
    const { bytes, documents, tokens, seconds } = await trainContent(databaseUrl);
    const version = await models.activate('content', bytes, {
      rowCounts: { documents },
      metrics: { tokens, seconds },
    });
    report.done(
      { version, isNew: true, documents, tokens, seconds },
      `Learnt ${tokens} words and skills from ${documents} texts in ${seconds.toFixed(1)} s (${version})`,
    );
  });
}
