import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { sql } from 'kysely';
import { z } from 'zod';

import { countSearchWords } from '@access/core/search';

import { openImportStand, type ImportStand } from '../../bench/import-stand.ts';

const postings = path.resolve(import.meta.dirname, '../../../../shared/data/postings');
const nhs = path.join(postings, 'nhs/nhs_jobposting_jsonld.tar.xz');
const greenhouse = path.join(postings, 'greenhouse/all_jobs_2026-01-06T0106Z.json.gz');
/** Of the boards every tenth posting, by its number: as many as of the health service. */
const ONE_IN = 10;

/** Why the judged postings cannot be searched; undefined where they are there. */
export const missingPostings = (): string | undefined =>
  [nhs, greenhouse].every((file) => existsSync(file))
    ? undefined
    : `Skipped: the judged postings are not shipped; they would be in ${postings} (nhs, greenhouse).`;

const Numbered = z.array(z.looseObject({ id: z.number() }));

/** The postings are years old; they are searched as if all were open. */
const withoutDeadlines = `
create function forget_deadline() returns trigger language plpgsql as $$ begin new.application_deadline := null; return new; end $$;
create trigger jobs_without_deadline before insert on jobs for each row execute function forget_deadline();
`;

/** The judged postings, imported by the product into a database that vanishes with `close`. */
export async function openJudgedCatalogue(): Promise<ImportStand> {
  const stand = await openImportStand();
  await sql.raw(withoutDeadlines).execute(stand.db);
  const asIfExportedAt = new Date();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'access-evaluate-search-'));
  try {
    const rows = Numbered.parse(JSON.parse(gunzipSync(await readFile(greenhouse)).toString('utf8')));
    const part = path.join(folder, 'greenhouse.json');
    await writeFile(part, JSON.stringify(rows.filter(({ id }) => id % ONE_IN === 0)));
    await stand.imports.importPaths({ paths: [part], format: 'auto', source: 'greenhouse', asIfExportedAt });
    await stand.imports.importPaths({ paths: [nhs], format: 'auto', source: 'nhs', asIfExportedAt });
    await countSearchWords(stand.db);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return stand;
}
