import type { JobType } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { drawCity, fieldOf, levelPay, type DemoFacts, type DemoLevel, type DemoRole } from './demo-facts.ts';
import { describeBenefits, describeJob, describeRequirements, type Scene } from './posting-text.ts';
import { createDraw, type Draw } from './random.ts';

const DAY_MS = 86_400_000;
const OLDEST_DAYS = 45;
/** One employer posts about ten jobs, some many more. */
const JOBS_A_COMPANY = 10;
const levelled = new Set([
  'software',
  'data',
  'product',
  'civil',
  'engineering',
  'finance',
  'legal',
  'science',
]);

interface DemoCompany {
  readonly name: string;
  readonly field: string;
  readonly city: string;
  readonly country: string;
}

/**
 * Composes `count` postings of invented employers from the demo's facts and grammar. Deterministic for a seed and `now`;
 * dates lie in the 45 days before it.
 */
export function* generateDemoPostings(
  facts: DemoFacts,
  { seed, now, count }: { seed: number; now: Date; count: number },
): Generator<Posting> {
  const draw = createDraw(seed);
  const companies = inventCompanies(facts, Math.max(1, Math.round(count / JOBS_A_COMPANY)), draw);
  const taken = new Set<string>();
  for (let number = 1; number <= count; number++) {
    const role = draw.weighted(facts.roles, (each) => each.weight);
    const own = companies.filter((company) => company.field === role.field);
    const company = draw.pick(
      own.length === 0
        ? companies
        : own.slice(0, Math.ceil(own.length * draw.next())).concat(own.slice(0, 1)),
    );
    const posting = compose({ facts, draw, role, company, now, number });
    const key = `${posting.title}|${company.name}|${posting.locationText}`;
    // Two postings alike would be merged as one job: draw another in its place.
    if (taken.has(key)) number -= 1;
    else yield posting;
    taken.add(key);
  }
}

function inventCompanies(facts: DemoFacts, count: number, draw: Draw): DemoCompany[] {
  const names = new Set<string>();
  const companies: DemoCompany[] = [];
  while (companies.length < count) {
    const role = draw.weighted(facts.roles, (each) => each.weight);
    const { city, country } = drawCity(facts, draw);
    const [first = '', second = ''] = draw.some(facts.companyWords, 2);
    const kind = draw.pick(fieldOf(facts, role).name);
    const name = draw.chance(0.6) ? `${first} ${kind}` : `${first} ${second} ${kind}`;
    if (names.has(name)) continue;
    names.add(name);
    companies.push({ name, field: role.field, city, country });
  }
  return companies;
}

interface Draft {
  readonly facts: DemoFacts;
  readonly draw: Draw;
  readonly role: DemoRole;
  readonly company: DemoCompany;
  readonly now: Date;
  readonly number: number;
}

function compose({ facts, draw, role, company, now, number }: Draft): Posting {
  const field = fieldOf(facts, role);
  const level = drawLevel(role, draw);
  const jobType = drawJobType(level, draw);
  const title = titleOf(draw.pick(role.titles), level, role, draw);
  const cities = facts.cities[company.country] ?? [company.city];
  const city = draw.chance(0.75) ? company.city : draw.pick(cities);
  const remote = drawRemote(role, draw);
  const scene: Scene = {
    title,
    company: company.name,
    city,
    country: company.country,
    level,
    role,
    field,
    remote,
    isPermanent: jobType === 'full_time' || jobType === 'part_time',
  };
  const postedAt = new Date(now.getTime() - Math.floor(draw.next() ** 1.4 * OLDEST_DAYS * DAY_MS));
  return {
    sourceId: `demo-${String(number).padStart(5, '0')}`,
    url: null,
    applyUrl: `https://example.org/access-demo/apply/${number}`,
    title,
    companyName: company.name,
    companyWebsite: null,
    industry: field.industry,
    description: describeJob(facts, scene, draw),
    requirements: describeRequirements(facts, scene, draw),
    benefits: describeBenefits(facts, scene, draw),
    locationText: `${city}, ${company.country}`,
    latitude: null,
    longitude: null,
    country: company.country,
    jobType,
    experienceLevel: level,
    remoteOption: remote,
    salary: draw.chance(0.85) ? salaryOf(facts, role, { country: company.country, level }, draw) : null,
    postedAt,
    deadline: draw.chance(0.4) ? { at: deadlineAfter(now, draw), isDateOnly: true } : null,
    skills: [],
    language: 'en',
  };
}

/** Work that pays little even to the experienced knows no heads of department. */
const LEAST_PAY_OF_A_LADDER = 60_000;

function drawLevel(role: DemoRole, draw: Draw): DemoLevel {
  const hasLadder = role.payUsd[1] >= LEAST_PAY_OF_A_LADDER;
  return draw.weighted(
    ['entry', 'mid', 'senior', 'executive'] as const,
    (level) => ({ entry: 25, mid: 45, senior: hasLadder ? 26 : 14, executive: hasLadder ? 4 : 0 })[level],
  );
}

function drawJobType(level: DemoLevel, draw: Draw): JobType {
  if (draw.chance(0.78)) return 'full_time';
  return draw.weighted(['part_time', 'contract', 'internship'] as const, (type) =>
    type === 'internship' ? (level === 'entry' ? 2 : 0) : 3,
  );
}

/** A title as employers write it; fields that grade their titles say the level, others leave it to the text. */
function titleOf(title: string, level: DemoLevel, role: DemoRole, draw: Draw): string {
  if (
    /^(Senior|Junior|Graduate|Head|Lead|Assistant|Associate|Supervisory|Chief|Director|Principal)\b/.test(
      title,
    )
  )
    return title;
  if (level === 'executive')
    return levelled.has(role.field) && draw.chance(0.5) ? `Principal ${title}` : `Lead ${title}`;
  if (level === 'senior' && role.payUsd[1] >= LEAST_PAY_OF_A_LADDER) return `Senior ${title}`;
  if (level === 'entry' && levelled.has(role.field))
    return `${draw.pick(['Junior', 'Graduate', 'Junior'])} ${title}`;
  if (role.field === 'health' && draw.chance(0.2))
    return `${title}${draw.pick([', nights', ', weekends', ', day shift'])}`;
  return title;
}

function drawRemote(role: DemoRole, draw: Draw): 'on_site' | 'remote' | 'hybrid' {
  const share = role.remote / 3;
  if (draw.chance(share * 0.35)) return 'remote';
  return draw.chance(share * 0.6) ? 'hybrid' : 'on_site';
}

function salaryOf(
  facts: DemoFacts,
  role: DemoRole,
  { country, level }: { country: string; level: DemoLevel },
  draw: Draw,
): Posting['salary'] {
  const place = facts.countries[country];
  if (place === undefined) return null;
  const [entry, senior] = role.payUsd;
  const composed =
    ((entry + (senior - entry) * levelPay[level]) * (0.92 + draw.next() * 0.16) * place.pay) / place.rate;
  const yearly = Math.max(composed, place.lowest);
  const isHourly = entry < 45_000 && draw.chance(0.35) && (country === 'US' || country === 'GB');
  if (isHourly) {
    const hour = Math.round((yearly / 2_080) * 4) / 4;
    return { min: hour, max: hour + draw.whole(1, 4), currency: place.currency, period: 'hour' };
  }
  const step = yearly > 300_000 ? 10_000 : 500;
  const min = Math.round(yearly / step) * step;
  return {
    min,
    max: Math.round((min * (1.08 + draw.next() * 0.17)) / step) * step,
    currency: place.currency,
    period: 'year',
  };
}

const deadlineAfter = (now: Date, draw: Draw): Date => {
  const day = new Date(now.getTime() + draw.whole(5, 60) * DAY_MS);
  day.setUTCHours(0, 0, 0, 0);
  return day;
};
