/**
 * Adds roles from public facts to the demo: job titles and technologies of O*NET occupations, and the titles the US
 * government advertises most (USAJOBS). Run by hand: `node tooling/data/build-demo-facts.ts --data ../shared/data`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { createOccupationMatcher } from '@access/ml/engine';
import { loadOccupations, loadSkills, type TaxonomyOccupation } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });

/** Field of the demo by the first two digits of the O*NET code. */
const FIELD_OF_GROUP: Readonly<Record<string, string>> = {
  '11': 'people',
  '13': 'finance',
  '15': 'software',
  '17': 'engineering',
  '19': 'science',
  '21': 'care',
  '23': 'legal',
  '25': 'education',
  '27': 'product',
  '29': 'health',
  '31': 'health',
  '33': 'public',
  '35': 'hospitality',
  '41': 'sales',
  '43': 'people',
  '47': 'trades',
  '49': 'trades',
  '51': 'engineering',
  '53': 'logistics',
};
/** Yearly pay in thousands of US dollars by O*NET job zone, entry to senior: our own rough judgement. */
const PAY_OF_ZONE: Readonly<Record<number, [number, number]>> = {
  1: [27, 36],
  2: [31, 48],
  3: [40, 66],
  4: [58, 105],
  5: [78, 140],
};
/** Software that nearly every occupation lists says nothing about one. */
const EVERYWHERE = new Set([
  'microsoft-office',
  'microsoft-outlook',
  'microsoft-powerpoint',
  'microsoft-word',
]);
const MOST_GOVERNMENT_TITLES = 80;
const READABLE = /^[A-Z][A-Za-z&' -]{3,38}$/;

interface Role {
  field: string;
  titles: string[];
  payUsd: [number, number];
  required: string[];
  optional: string[];
  weight: number;
  remote: number;
}

const hot = new Set(
  loadSkills()
    .filter((skill) => skill.hot)
    .map((skill) => skill.slug),
);
const skillNames = new Map(loadSkills().map(({ slug, name }) => [slug, name]));
const occupations = loadOccupations().filter(({ source, jobZone }) => source === 'onet' && jobZone !== null);

const namesOf = (skills: TaxonomyOccupation['skills']): string[] =>
  skills.filter(({ slug }) => !EVERYWHERE.has(slug)).flatMap(({ slug }) => skillNames.get(slug) ?? []);

function roleOf(occupation: TaxonomyOccupation, titles: string[], weight: number): Role | null {
  const field = FIELD_OF_GROUP[occupation.code.slice(0, 2)];
  const pay = PAY_OF_ZONE[occupation.jobZone ?? 0];
  const essential = namesOf(occupation.skills.filter((skill) => skill.essential));
  const wished = namesOf(occupation.skills.filter((skill) => !skill.essential && hot.has(skill.slug)));
  const required = essential.slice(0, 4);
  const optional = [...essential.slice(4), ...wished].slice(0, 4);
  if (
    field === undefined ||
    pay === undefined ||
    required.length < 2 ||
    optional.length === 0 ||
    titles.length === 0
  )
    return null;
  return {
    field,
    titles,
    payUsd: [pay[0] * 1_000, pay[1] * 1_000],
    required,
    optional,
    weight,
    remote: field === 'software' ? 2 : 0,
  };
}

const fromOnet = occupations.flatMap((occupation) => {
  const titles = occupation.alternates.filter((title) => READABLE.test(title)).slice(0, 4);
  return roleOf(occupation, titles, 0.15) ?? [];
});

/** Counts of the titles the government advertised. */
function governmentTitles(): Map<string, number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'access-usajobs-'));
  try {
    const archive = path.join(values.data, 'postings/usajobs/usajobs_raw_jobs.tar.xz');
    const { status } = spawnSync('tar', ['xJf', path.resolve(archive), '-C', folder], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${archive} could not be unpacked`);
    const counts = new Map<string, number>();
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.json'),
    )) {
      const rows = z
        .array(z.object({ position_title: z.string() }))
        .parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      for (const { position_title: title } of rows) counts.set(title, (counts.get(title) ?? 0) + 1);
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const matcher = createOccupationMatcher(occupations, titleTokens);
const fromGovernment = [...governmentTitles()]
  .filter(([title]) => READABLE.test(title))
  .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  .slice(0, MOST_GOVERNMENT_TITLES)
  .flatMap(([title]) => {
    const [number] = matcher.match(titleTokens(title));
    const occupation = number === undefined ? undefined : occupations[number];
    return occupation === undefined ? [] : (roleOf(occupation, [title], 0.5) ?? []);
  });

const roles = [...fromOnet, ...fromGovernment];
const note =
  'Made by tooling/data/build-demo-facts.ts from O*NET 29.2 (titles, technologies, job zones) and USAJOBS (the titles advertised most); pay is our own rough judgement by job zone.';
const lines = roles.map((role) => `  ${JSON.stringify(role)}`).join(',\n');
writeFileSync(
  new URL('../../ml-models/demo/official-roles.json', import.meta.url),
  `{\n "note": ${JSON.stringify(note)},\n "roles": [\n${lines}\n ]\n}\n`,
);
console.log(`${fromOnet.length} roles from O*NET, ${fromGovernment.length} from USAJOBS`);
