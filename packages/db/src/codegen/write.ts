import { readFile, writeFile } from 'node:fs/promises';

import { startDisposablePostgres } from '../embedded/index.ts';
import { migrateToLatest } from '../migrate/index.ts';
import { generatedFile, generateTypes } from './generate.ts';

/** Writes src/generated/database.ts from the migrations; with --check only says whether it is up to date. */
async function main(): Promise<void> {
  const server = await startDisposablePostgres();
  try {
    await migrateToLatest(server.url);
    const text = await generateTypes(server.url);
    if (!process.argv.includes('--check')) {
      await writeFile(generatedFile, text);
      console.log('Wrote packages/db/src/generated/database.ts');
      return;
    }
    if ((await readFile(generatedFile, 'utf8')) === text) return;
    console.error('packages/db/src/generated/database.ts is out of step with the migrations.');
    console.error('Run: node packages/db/src/codegen/write.ts');
    process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

await main();
