/**
 * Builds the taxonomy and gazetteer the product ships, from the published archives of ESCO 1.1.1, O*NET 29.2 and GeoNames and
 * from our own facts beside this file. Run by hand when a source or a fact changes: the output is committed and the same
 * input always gives the same bytes.
 *
 *   node tooling/data/build-taxonomy.ts --data <folder of the archives> [--out ml-models]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { buildOccupations } from './build-occupations.ts';
import { buildCountries, buildPlaces } from './build-places.ts';
import { buildSkills } from './build-skills.ts';
import { sourceFiles } from './read-sources.ts';
import type { SkillRow } from './skill-concept.ts';
import { writeLines } from './write-lines.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../ml-models', import.meta.url)) },
  },
});
if (values.data === undefined) throw new Error('Usage: node tooling/data/build-taxonomy.ts --data <folder>');

const sources = sourceFiles(values.data);
const skills = buildSkills(sources);
const tasks = skills.rows.filter((row) => row.kind === 'task');
const taskSlugs = new Set(tasks.map((row) => row.slug));
const listed = skills.rows.filter((row) => row.kind !== 'task').map(withoutTasks);
report('skills', listed.length, writeLines(join(values.out, 'taxonomy/skills.jsonl'), listed));
report('tasks', tasks.length, writeLines(join(values.out, 'taxonomy/tasks.jsonl'), tasks));
const occupations = buildOccupations(sources, skills);
report(
  'occupations',
  occupations.length,
  writeLines(join(values.out, 'taxonomy/occupations.jsonl'), occupations),
);
const places = buildPlaces(sources);
report('places', places.length, writeLines(join(values.out, 'gazetteer/places.jsonl'), places));
const countries = buildCountries(sources);
mkdirSync(join(values.out, 'gazetteer'), { recursive: true });
writeFileSync(
  join(values.out, 'gazetteer/countries.json'),
  `[\n${countries.map((country) => `  ${JSON.stringify(country)}`).join(',\n')}\n]\n`,
);

/** A listed skill points to listed skills alone. */
function withoutTasks({ related, ...row }: SkillRow): SkillRow {
  const listedLinks = related?.filter((slug) => !taskSlugs.has(slug)) ?? [];
  return listedLinks.length > 0 ? { ...row, related: listedLinks } : row;
}

function report(what: string, rows: number, file: { path: string; bytes: number }): void {
  process.stdout.write(`${what}: ${rows} rows, ${Math.round(file.bytes / 1024)} kB, ${file.path}\n`);
}
