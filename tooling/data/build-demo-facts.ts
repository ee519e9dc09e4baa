/**
 * Adds roles from public facts to the demo: titles and technologies of O*NET occupations with the knowledge and tasks
 * of the ESCO occupation of the same name, and the titles the US government advertises most (USAJOBS). Run by hand: `node tooling/data/build-demo-facts.ts --data ../shared/data`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { loadOccupations, loadSkills, loadTasks, type TaxonomyOccupation } from '@access/ml/skills';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });

/** Field of the demo by the first digits of the O*NET code, the longest that fits; other groups are left out. */
const FIELD_OF_GROUP: Readonly<Record<string, string>> = {
  '11-1': 'people',
  '11-2': 'sales',
  '11-3': 'people',
  '11-303': 'finance',
  '11-307': 'logistics',
  '11-902': 'civil',
  '11-903': 'education',
  '11-905': 'hospitality',
  '11-908': 'hospitality',
  '11-911': 'health',
  '11-915': 'care',
  '13-1': 'people',
  '13-108': 'logistics',
  '13-2': 'finance',
  '15-1': 'software',
  '15-2': 'data',
  '17': 'engineering',
  '17-1': 'civil',
  '17-205': 'civil',
  '19': 'science',
  '21-1': 'care',
  '23': 'legal',
  '25': 'education',
  '27-1': 'product',
  '27-3': 'product',
  '27-4': 'product',
  '29': 'health',
  '31': 'health',
  '33': 'public',
  '35': 'hospitality',
  '39-6': 'hospitality',
  '41': 'sales',
  '43': 'people',
  '43-5': 'logistics',
  '47': 'trades',
  '47-101': 'civil',
  '49': 'trades',
  '51': 'engineering',
  '51-3': 'hospitality',
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
  'adobe-acrobat',
  'microsoft-access',
  'microsoft-excel',
  'microsoft-office',
  'microsoft-outlook',
  'microsoft-powerpoint',
  'microsoft-word',
]);
/** First words of ESCO's phrases that are no verbs, though many phrases begin with them. */
const NO_VERBS = new Set(['Types', 'Characteristics', 'Principles', 'Position']);
const PHRASES_OF_A_VERB = 8;
/** A phrase of more occupations than this tells nothing about one. */
const MOST_OCCUPATIONS_OF_A_TASK = 45;
const FEWEST_TASKS = 5;
const MOST_TASKS = 7;
/** Posts that are not advertised on a job site, or hardly. */
const NOT_ADVERTISED = new Set([
  'Air Force Pilot',
  'Animal Chiropractor',
  'Blacksmith',
  'Blogger',
  'Cigar Inspector',
  'Computer Scientist',
  'Derrickhand',
  'Gate Guard',
  'Hearse Driver',
  'Justice of the Peace',
  'Lieutenant',
  'Lyricist',
  'Miniature Set Designer',
  'News Anchor',
  'Police Commissioner',
  'Promoter',
  'Purchaser',
  'Roughneck',
  'Senator',
  'Slaughterer',
  'Software Analyst',
  'Tool Pusher',
]);
/** What reads oddly in a posting. */
const ODD = /\b(nude|oneself|yourself|your|ESCO|etc)\b|[(),/]/i;
const MOST_GOVERNMENT_TITLES = 150;
const READABLE = /^[A-Z][A-Za-z&' -]{3,38}$/;
/** Shares of the catalogue, beside 196 of the roles of our own. */
const ONET_WEIGHT = 34;
const GOVERNMENT_WEIGHT = 10;

interface Role {
  field: string;
  titles: string[];
  payUsd: [number, number];
  required: string[];
  optional: string[];
  tasks: string[];
  weight: number;
  remote: number;
}

const hot = new Set(
  loadSkills()
    .filter((skill) => skill.hot)
    .map((skill) => skill.slug),
);
const skillNames = new Map(loadSkills().map(({ slug, name }) => [slug, name]));
const taskNames = new Map(loadTasks().map(({ slug, name }) => [slug, name]));
const all = loadOccupations();
const esco = all.filter(({ source }) => source === 'esco');
const onet = all.filter(({ source, jobZone }) => source === 'onet' && jobZone !== null);

const occupationsOfTask = countBy(esco.flatMap(({ skills }) => skills.map(({ slug }) => slug)));
const phrasesOfVerb = countBy([...taskNames.values()].map(firstWord));

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function firstWord(text: string): string {
  return text.split(' ')[0] ?? '';
}

/** The verb phrases that are an occupation's own, the rarest first. */
function tasksOf(occupation: TaxonomyOccupation): string[] {
  return occupation.skills
    .flatMap(({ slug, essential }) => {
      const name = taskNames.get(slug);
      const spread = occupationsOfTask.get(slug) ?? 0;
      const verb = firstWord(name ?? '');
      const reads = (phrasesOfVerb.get(verb) ?? 0) >= PHRASES_OF_A_VERB && !NO_VERBS.has(verb);
      if (name === undefined || !essential || !reads || ODD.test(name)) return [];
      return spread > MOST_OCCUPATIONS_OF_A_TASK ? [] : [{ name, spread }];
    })
    .sort((a, b) => a.spread - b.spread || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_TASKS)
    .map(({ name }) => name);
}

const namesOf = (skills: TaxonomyOccupation['skills']): string[] =>
  skills.filter(({ slug }) => !EVERYWHERE.has(slug)).flatMap(({ slug }) => skillNames.get(slug) ?? []);

function fieldOf(code: string): string | undefined {
  return [6, 5, 4, 2].map((length) => FIELD_OF_GROUP[code.slice(0, length)]).find((field) => field);
}

interface Pair {
  readonly us: TaxonomyOccupation;
  readonly eu: TaxonomyOccupation;
  /** ESCO's title as O*NET spells it, in the singular. */
  readonly title: string;
}

/** Technologies, titles and job zone of the O*NET occupation; knowledge and tasks of the ESCO occupation of the same name. */
function roleOf({ us, eu, title }: Pair, field: string | undefined): Omit<Role, 'weight'> | null {
  const pay = PAY_OF_ZONE[us.jobZone ?? 0];
  const tasks = tasksOf(eu);
  const knowledge = namesOf(eu.skills.filter((skill) => skill.essential));
  const tools = namesOf(us.skills.filter((skill) => skill.essential));
  const wished = namesOf([
    ...eu.skills.filter((skill) => !skill.essential),
    ...us.skills.filter((skill) => !skill.essential && hot.has(skill.slug)),
  ]);
  const required = [...new Set([...knowledge.slice(0, 3), ...tools.slice(0, 2)])];
  const optional = [...new Set([...tools.slice(2, 4), ...wished.slice(0, 3)])].filter(
    (name) => !required.includes(name),
  );
  if (field === undefined || pay === undefined || tasks.length < FEWEST_TASKS) return null;
  if (required.length < 2 || optional.length === 0) return null;
  const remote = field === 'software' || field === 'data' ? 2 : 0;
  return {
    field,
    titles: [title],
    payUsd: [pay[0] * 1_000, pay[1] * 1_000],
    required,
    optional,
    tasks,
    remote,
  };
}

/** O*NET and ESCO occupations that bear the same name, each O*NET occupation once. */
function pairsOf(): Pair[] {
  const byTitle = new Map(esco.map((occupation) => [occupation.title.toLowerCase(), occupation]));
  const taken = new Set<string>();
  return onet.flatMap((us) => {
    const own = us.title.replace(/s$/, '');
    const found = [own, ...us.alternates]
      .filter((title) => READABLE.test(title))
      .flatMap((title) => {
        const eu = byTitle.get(title.toLowerCase());
        return eu === undefined || taken.has(eu.code) ? [] : [{ us, eu, title }];
      })[0];
    if (found === undefined) return [];
    taken.add(found.eu.code);
    return [found];
  });
}

const pairs = pairsOf();
const ownTitles = new Set(
  z
    .object({ roles: z.array(z.object({ titles: z.array(z.string()) })) })
    .parse(JSON.parse(readFileSync(new URL('../../ml-models/demo/roles.json', import.meta.url), 'utf8')))
    .roles.flatMap(({ titles }) => titles),
);
const fromOnet = pairs
  .filter(({ title }) => !NOT_ADVERTISED.has(title) && !ownTitles.has(title))
  .flatMap((pair) => roleOf(pair, fieldOf(pair.us.code)) ?? []);

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

const pairOfTitle = new Map(
  pairs.flatMap((pair) => [pair.title, pair.us.title.replace(/s$/, '')].map((title) => [title, pair])),
);
const fromGovernment = [...governmentTitles()]
  .filter(([title]) => READABLE.test(title) && !NOT_ADVERTISED.has(title))
  .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  .slice(0, MOST_GOVERNMENT_TITLES)
  .flatMap(([title]) => {
    const pair = pairOfTitle.get(title.replace(/^Supervisory /, ''));
    return pair === undefined ? [] : (roleOf({ ...pair, title }, 'public') ?? []);
  });

const weigh = (roles: readonly Omit<Role, 'weight'>[], total: number): Role[] =>
  roles.map((role) => ({ ...role, weight: Math.round((1_000 * total) / roles.length) / 1_000 }));
const roles = [...weigh(fromOnet, ONET_WEIGHT), ...weigh(fromGovernment, GOVERNMENT_WEIGHT)];
const note =
  'Made by tooling/data/build-demo-facts.ts from O*NET 29.2 (titles, technologies, job zones), ESCO v1.1.1 (knowledge and tasks of the occupation of the same name) and USAJOBS (the titles advertised most); pay is our own rough judgement by job zone.';
const lines = roles.map((role) => `  ${JSON.stringify(role)}`).join(',\n');
writeFileSync(
  new URL('../../ml-models/demo/official-roles.json', import.meta.url),
  `{\n "note": ${JSON.stringify(note)},\n "roles": [\n${lines}\n ]\n}\n`,
);
console.log(`${fromOnet.length} roles from O*NET, ${fromGovernment.length} from USAJOBS`);
