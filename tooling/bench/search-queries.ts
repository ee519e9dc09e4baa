import { JobSearchInput } from '@access/contracts/jobs';
import { loadPlaces } from '@access/ml/places';
import { loadOccupations, loadSkills } from '@access/ml/skills';

import { seededRandom } from './random.ts';

/** A search as both sides are asked it: places and skills are known by their numbers, so that none has to read them. */
export interface BenchQuery {
  readonly kind: string;
  readonly input: JobSearchInput;
  readonly circle: {
    readonly latitude: number;
    readonly longitude: number;
    readonly radiusKm: number;
  } | null;
}

type Draft = Omit<Partial<JobSearchInput>, 'placeId'> & { readonly city?: City };
type City = ReturnType<typeof loadPlaces>[number];

const broad = ['engineer', 'nurse', 'manager', 'sales', 'teacher', 'assistant', 'analyst', 'driver', 'technician', 'developer', 'data', 'support', 'customer service', 'project manager', 'part time']; // prettier-ignore
const slips = ['nusre', 'softwear enginer', 'acountant', 'recieptionist', 'managr', 'electrican', 'markting manager', 'techncian']; // prettier-ignore
const jobTypes = ['full_time', 'part_time', 'contract'] as const;
const levels = ['entry', 'mid', 'senior'] as const;

/** The mix, by how often of a hundred each kind is asked. */
const mix: ReadonlyArray<readonly [kind: string, share: number]> = [
  ['broad word', 22], ['title', 25], ['title near a city', 12], ['filters alone', 12], ['city alone', 7],
  ['word and filters', 8], ['phrase or exclusion', 5], ['misspelled', 4], ['newest', 3], ['best paid', 2],
]; // prettier-ignore

/** So many searches, the same for a seed; none is widened, so that both sides look for the same. */
export function benchQueries({ seed, count }: { seed: number; count: number }): BenchQuery[] {
  const random = seededRandom(seed + 77);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  };
  const titles = loadOccupations().flatMap(({ title, alternates }) => [title, ...alternates.slice(0, 3)]);
  const cities = loadPlaces()
    .filter(({ country }) => country === 'US' || country === 'GB' || country === 'DE')
    .toSorted((a, b) => b.population - a.population)
    .slice(0, 300);
  const skills = loadSkills().map((skill) => skill.name);
  const title = (): string => pick(titles).toLowerCase().slice(0, 80);
  const near = (): Draft => ({ city: pick(cities), radiusKm: pick([10, 25, 50, 100]) });
  const filters = (): Draft => {
    const all: Draft[] = [
      { jobType: [pick(jobTypes)] },
      { experienceLevel: [pick(levels)] },
      { remoteOption: ['remote'] },
      { salaryMin: pick([40_000, 60_000, 100_000]) },
      { postedWithinDays: pick([1, 7, 30]) },
      { skills: [pick(skills)] },
    ];
    return { ...pick(all), ...pick(all) };
  };
  const drafts: Readonly<Record<string, () => Draft>> = {
    'broad word': () => ({ q: pick(broad) }),
    title: () => ({ q: title() }),
    'title near a city': () => ({ q: title(), ...near() }),
    'filters alone': filters,
    'city alone': near,
    'word and filters': () => ({ q: pick(broad), ...filters() }),
    'phrase or exclusion': () => ({
      q: pick([`"${pick(broad)}"`, `${pick(broad)} -senior`, '"project manager"']),
    }),
    misspelled: () => ({ q: pick(slips) }),
    newest: () => ({ q: pick(broad), sort: 'date' }),
    'best paid': () => ({ q: pick(broad), sort: 'salary' }),
  };
  return Array.from({ length: count }, () => {
    const kind = kindAt(random() * 100);
    return toQuery(kind, drafts[kind]?.() ?? {});
  });
}

function kindAt(at: number): string {
  let sum = 0;
  for (const [kind, share] of mix) {
    sum += share;
    if (at < sum) return kind;
  }
  throw new RangeError('The shares of the mix must make a hundred');
}

function toQuery(kind: string, { city, ...input }: Draft): BenchQuery {
  const parsed = JobSearchInput.parse({ ...input, ...(city === undefined ? {} : { placeId: city.id }) });
  return {
    kind,
    input: parsed,
    circle:
      city === undefined ? null : { latitude: city.lat, longitude: city.lon, radiusKm: parsed.radiusKm },
  };
}
