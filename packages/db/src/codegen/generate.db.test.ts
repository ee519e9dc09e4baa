import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { useTestDatabase } from '../testing/index.ts';
import { generatedFile, generateTypes } from './generate.ts';

const database = useTestDatabase();

it('has committed types that match the migrations (else run packages/db/src/codegen/write.ts)', async () => {
  expect(readFileSync(generatedFile, 'utf8')).toBe(await generateTypes(database.url));
});
