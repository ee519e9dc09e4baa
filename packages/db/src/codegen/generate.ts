import { Kysely, PostgresDialect } from 'kysely';
import { generate, PostgresDialect as PostgresCodegenDialect } from 'kysely-codegen';

import { openPool } from '../client/pool.ts';

/** Where the generated types are committed. */
export const generatedFile = new URL('../generated/database.ts', import.meta.url);

/**
 * Types of every table of a migrated database, in camelCase, as the client reads them. A jsonb column is read as
 * `unknown` (parse it) and written as text: an array handed to the driver would become a PostgreSQL array.
 */
export async function generateTypes(url: string): Promise<string> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: openPool({ connectionString: url, max: 2 }) }),
  });
  try {
    const text = await generate({
      db,
      dialect: new PostgresCodegenDialect(),
      camelCase: true,
      defaultSchemas: ['public'],
      excludePattern: 'kysely_migration*',
      outFile: null,
      print: false,
      typeOnlyImports: true,
      typeMapping: {
        int8: 'number',
        numeric: 'number',
        date: 'string',
        json: 'ColumnType<unknown, string, string>',
        jsonb: 'ColumnType<unknown, string, string>',
      },
    });
    return text.replaceAll('"', "'");
  } finally {
    await db.destroy();
  }
}
