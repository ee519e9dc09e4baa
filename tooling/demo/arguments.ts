import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `npm run demo -- [--jobs <path> ...] [--rebuild]

Installs, starts PostgreSQL, migrates, seeds, prepares the model and serves web, API and worker on one port.

  --jobs <path>   import postings (JSON-LD or CSV: files, folders or tar archives) in place of the demo catalogue; may be
                  repeated; all dates move forward so that the newest posting is of today. In a data folder that has
                  jobs already they are added to them: set ACCESS_DATA_DIR to a new folder to see yours alone
  --rebuild       build the web app again even if it is up to date

Environment: PORT (3000), ACCESS_DATA_DIR (.access), ACCESS_SEED (demo | none), DATABASE_URL (then no embedded database)
`;

/** What a person typed after `npm run demo --`. */
export interface DemoArguments {
  /** Absolute paths of postings, all of them there. */
  readonly jobs: readonly string[];
  readonly rebuild: boolean;
  readonly help: boolean;
}

/** Reads the command line; throws an error for people on what it does not know and on paths that are not there. */
export function readArguments(args: readonly string[], typedIn: string): DemoArguments {
  const { values } = parseKnown(args);
  const jobs = values.jobs.map((file) => path.resolve(typedIn, file));
  const missing = jobs.filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(missing.map((file) => `There is no file or folder ${file}`).join('\n'));
  return { jobs, rebuild: values.rebuild, help: values.help };
}

function parseKnown(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        jobs: { type: 'string', multiple: true, default: [] },
        rebuild: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n\n${usage}`, { cause: error });
  }
}
