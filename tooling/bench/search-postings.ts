import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';
import { DemoGrammar, DemoRoles, generateDemoPostings, type DemoFacts } from '@access/db/demo';
import { loadPlaces } from '@access/ml/places';
import { loadOccupations, loadSkills, loadTasks } from '@access/ml/skills';

import { seededRandom } from './random.ts';

const modelsFolder = path.resolve(import.meta.dirname, '../../ml-models');
/** Postings of the demo generator that the catalogue is varied from. */
const DEMO_POSTINGS = 12_000;
const DEMO_BLOCK = 3_000;
/** One employer in 36 postings, as on 3,113 Greenhouse boards with 111,132 postings. */
const JOBS_A_COMPANY = 36;
const OLDEST_DAYS = 90;
const countryWeights: Readonly<Record<string, number>> = {
  US: 46, GB: 20, DE: 6, CA: 5, IN: 5, FR: 3, AU: 3, IE: 2, NL: 2, ES: 2, SG: 1, BR: 1, PL: 1, SE: 1, JP: 1, MX: 1,
}; // prettier-ignore

/** A synthetic job as it is written: `company` counts from 1, pay is yearly US dollars, ages and deadlines are days. */
export interface BenchJob {
  readonly title: string;
  readonly company: number;
  readonly description: string;
  readonly requirements: string;
  readonly skills: readonly string[];
  readonly location: string | null;
  readonly place: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly country: string | null;
  readonly jobType: JobType | null;
  readonly level: ExperienceLevel | null;
  readonly remote: RemoteOption | null;
  readonly payMin: number | null;
  readonly payMax: number | null;
  readonly age: number;
  readonly deadline: number | null;
}

/** Employers of a catalogue of `count` jobs, by the number that {@link BenchJob} names them with. */
export const companyCount = (count: number): number => Math.max(50, Math.round(count / JOBS_A_COMPANY));

/**
 * Endless synthetic jobs, the same for a seed: two in five vary a posting of the demo generator, the others take a title of the shipped
 * occupations. Full texts of 1.5 to 6 KB, employers and cities with long tails, dates over 90 days that thin out with age, pay for 35 %.
 */
export function* generateBenchJobs({
  seed,
  companies,
}: {
  seed: number;
  companies: number;
}): Generator<BenchJob> {
  const random = seededRandom(seed);
  const source = loadSource(seed);
  for (;;) yield compose(source, { random, companies });
}

/** The job as a feed would give it. */
export const toPosting = (job: BenchJob, { sourceId, now }: { sourceId: string; now: Date }): Posting => ({
  sourceId,
  url: null,
  applyUrl: null,
  title: job.title,
  companyName: `Bench company ${job.company}`,
  companyWebsite: null,
  industry: null,
  description: job.description,
  requirements: job.requirements,
  benefits: null,
  locationText: job.location,
  latitude: job.latitude,
  longitude: job.longitude,
  country: job.country,
  jobType: job.jobType,
  experienceLevel: job.level,
  remoteOption: job.remote,
  salary: job.payMin === null ? null : { min: job.payMin, max: job.payMax, currency: 'USD', period: 'year' },
  postedAt: new Date(now.getTime() - job.age * 86_400_000),
  deadline: null,
  skills: [],
  language: 'en',
});

interface Source {
  readonly demo: readonly Posting[];
  readonly occupations: readonly Occupation[];
  readonly tasks: readonly string[];
  readonly skillNames: ReadonlyMap<string, string>;
  readonly facts: DemoFacts;
  readonly drawCity: (random: () => number) => City;
}

interface Occupation {
  readonly titles: readonly string[];
  readonly skills: readonly string[];
  readonly tasks: readonly string[];
}

interface City {
  readonly id: number;
  readonly name: string;
  readonly admin1Name: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
}

function loadSource(seed: number): Source {
  const json = (name: string): unknown =>
    JSON.parse(readFileSync(path.join(modelsFolder, 'demo', name), 'utf8'));
  const roles = ['roles.json', 'official-roles.json'].flatMap((name) => DemoRoles.parse(json(name)).roles);
  const facts: DemoFacts = { ...DemoGrammar.parse(json('grammar.json')), roles };
  const now = new Date('2026-06-01T00:00:00Z');
  const demo = Array.from({ length: DEMO_POSTINGS / DEMO_BLOCK }, (_, block) => [
    ...generateDemoPostings(facts, { seed: seed * 1_000 + block, now, count: DEMO_BLOCK }),
  ]).flat();
  const skillNames = new Map(loadSkills().map((skill) => [skill.slug, skill.name]));
  const tasks = loadTasks();
  const taskNames = new Map(tasks.map((task) => [task.slug, task.name]));
  const occupations = loadOccupations().map((each) => ({
    titles: [each.title, ...each.alternates].filter((title) => title.length < 80).map(capitalise),
    skills: each.skills.filter((skill) => skillNames.has(skill.slug)).map((skill) => skill.slug),
    tasks: each.skills.flatMap((skill) => taskNames.get(skill.slug) ?? []),
  }));
  return {
    demo,
    occupations,
    tasks: tasks.map((task) => task.name),
    skillNames,
    facts,
    drawCity: cityDrawer(),
  };
}

/** Countries by weight, their cities by population to the power of 0.7: capitals lead, towns are many. */
function cityDrawer(): Source['drawCity'] {
  const inCountry = Map.groupBy(loadPlaces(), (place) => place.country);
  const rows = Object.entries(countryWeights).flatMap(([country, weight]) => {
    const cities = (inCountry.get(country) ?? [])
      .toSorted((a, b) => b.population - a.population)
      .slice(0, 400);
    const sum = cities.reduce((total, city) => total + city.population ** 0.7, 0);
    return cities.map((city) => ({ city, weight: (weight * city.population ** 0.7) / sum }));
  });
  return weightedDrawer(rows.map(({ city, weight }) => ({ item: city, weight })));
}

function weightedDrawer<Item>(
  rows: ReadonlyArray<{ item: Item; weight: number }>,
): (random: () => number) => Item {
  let sum = 0;
  const ends = Float64Array.from(rows, ({ weight }) => (sum += weight));
  return (random) => {
    const at = random() * sum;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return pickAt(rows, low).item;
  };
}

interface Drawing {
  readonly random: () => number;
  readonly companies: number;
}

function compose(source: Source, { random, companies }: Drawing): BenchJob {
  const base = pick(source.demo, random);
  const own =
    random() < 0.4
      ? null
      : (source.occupations[Math.floor(random() ** 1.6 * source.occupations.length)] ?? null);
  const city = random() < 0.93 ? source.drawCity(random) : null;
  const title = decorate(own === null || own.titles.length === 0 ? base.title : pick(own.titles, random), {
    random,
    city,
    isPlain: own !== null,
  });
  const skills = own === null ? [] : own.skills.filter(() => random() < 0.6).slice(0, 16);
  const names = skills.map((slug) => source.skillNames.get(slug) ?? slug);
  const pay = random() < 0.35 ? 22_000 * Math.exp(random() ** 1.3 * 2.3) : null;
  const remote = random();
  return {
    title,
    company: 1 + Math.floor(random() ** 2.5 * companies),
    description: describe(source, { random, title, base, own, city }),
    requirements: `<ul>${names.map((name) => `<li>${escape(name)}</li>`).join('')}</ul>${own === null ? (base.requirements ?? '') : ''}`,
    skills: own === null ? demoSkills(source, base) : skills,
    location: city === null ? 'Remote' : `${city.name}, ${city.admin1Name}, ${city.country}`,
    place: city?.id ?? null,
    latitude: city?.lat ?? null,
    longitude: city?.lon ?? null,
    country: city?.country ?? null,
    jobType: random() < 0.8 ? base.jobType : null,
    level: random() < 0.7 ? base.experienceLevel : null,
    remote:
      city === null
        ? 'remote'
        : remote < 0.35
          ? 'on_site'
          : remote < 0.5
            ? 'hybrid'
            : remote < 0.6
              ? 'remote'
              : null,
    payMin: pay === null ? null : Math.round(pay / 500) * 500,
    payMax: pay === null ? null : Math.round((pay * (1.05 + random() * 0.35)) / 500) * 500,
    age: random() ** 1.4 * OLDEST_DAYS,
    deadline: random() < 0.3 ? 5 + random() * 60 : null,
  };
}

/** The slugs of what a demo posting asks for, from its list of requirements. */
function demoSkills({ skillNames }: Source, base: Posting): string[] {
  const text = `${base.requirements ?? ''}`.toLowerCase();
  const asked = slugsOfText.get(base);
  if (asked !== undefined) return asked;
  const found = [...skillNames]
    .filter(([, name]) => text.includes(name.toLowerCase()))
    .map(([slug]) => slug)
    .slice(0, 16);
  slugsOfText.set(base, found);
  return found;
}
const slugsOfText = new WeakMap<Posting, string[]>();

interface Titled {
  readonly random: () => number;
  readonly city: City | null;
  readonly isPlain: boolean;
}

/** What employers add to a title, about as often as the Greenhouse boards do. */
function decorate(title: string, { random, city, isPlain }: Titled): string {
  const draw = random();
  const level = !isPlain
    ? ''
    : draw < 0.14
      ? 'Senior '
      : draw < 0.17
        ? 'Sr. '
        : draw < 0.2
          ? 'Lead '
          : draw < 0.22
            ? 'Junior '
            : '';
  const end = random();
  const suffix =
    end < 0.06 && city !== null ? ` - ${city.name}`
    : end < 0.09 ? ' (Remote)'
    : end < 0.11 ? ' (m/f/d)'
    : end < 0.15 ? pick([' II', ' III', ' I'], random)
    : end < 0.19 ? pick([', Part Time', ', Full Time', ', Nights', ', Contract'], random)
    : end < 0.22 ? pick([', Enterprise', ', Growth', ', Platform', ', Operations'], random)
    : ''; // prettier-ignore
  return `${level}${title}${suffix}`.slice(0, 200);
}

interface Described {
  readonly random: () => number;
  readonly title: string;
  readonly base: Posting;
  readonly own: Occupation | null;
  readonly city: City | null;
}

function describe({ facts, tasks }: Source, { random, title, base, own, city }: Described): string {
  const ownTasks = own === null || own.tasks.length < 5 ? tasks : own.tasks;
  const team = pick(teams, random);
  const sentences = (count: number, from: readonly string[]): string =>
    Array.from(
      { length: count },
      () => `${pick(from, random)}, and ${pick(tasks, random).toLowerCase()} with the ${team}.`,
    ).join(' ');
  const company = `${pick(facts.companyWords, random)} ${pick(facts.companyWords, random)}`;
  const bullets = Array.from(
    { length: 5 + Math.floor(random() * 9) },
    () => `<li>${escape(pick(ownTasks, random))}</li>`,
  );
  const opening = `${company} is looking for a ${title}${city === null ? '' : ` in ${city.name}`}. Reference ${Math.floor(random() * 900_000) + 100_000}.`;
  return [
    `<p>${escape(opening)}</p>`,
    own === null ? base.description : '',
    `<h3>About ${company}</h3><p>${escape(sentences(3 + Math.floor(random() * 7), tasks))}</p>`,
    `<h3>Your tasks</h3><ul>${bullets.join('')}</ul>`,
    `<p>${escape(pick(facts.commonTasks, random))}. ${escape(sentences(5 + Math.floor(random() * 12), ownTasks))}</p>`,
    `<p>${pick(closings, random)}</p>`,
  ].join('\n');
}

const teams = ['team', 'manager', 'customer', 'engineers', 'nurses on the ward', 'sales team', 'data team', 'supplier', 'client', 'director']; // prettier-ignore
const closings = [
  'We are an equal opportunity employer. All qualified applicants will receive consideration for employment without regard to race, ' +
    'religion, sex, national origin, disability or veteran status.',
  'Salary, benefits, pension and paid leave as agreed. We offer flexible working hours, training and a health plan from your first day.',
  'Please apply online with your CV and a covering letter. Applications close early if we receive a high number of suitable candidates.',
  'You must have the right to work in the country. A background check and two references are part of our hiring process.',
];

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  pickAt(items, Math.floor(random() * items.length));

function pickAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}
