import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { appRouter } from '../index.ts';
import { buildOpenApiDocument } from './document.ts';

// `node src/openapi/write.ts` writes openapi.json; with --check it only says whether the file is what it would write.
const file = path.resolve(import.meta.dirname, '../../openapi.json');
const made = `${JSON.stringify(buildOpenApiDocument(appRouter), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const kept = await readFile(file, 'utf8');
  if (kept !== made) {
    console.error(
      'packages/api/openapi.json is not up to date: run `node packages/api/src/openapi/write.ts`',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(file, made);
}
