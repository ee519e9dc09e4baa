import { countBelow, miles, pointOf, type Catalogue, type Grouping } from './catalogue.ts';
import type { Moment } from './moment.ts';

/** One input of the hybrid: its value for a job at a moment. No value reads the job's own views. */
export interface ViewFeature {
  readonly name: string;
  readonly of: (moment: Moment, slot: number, catalogue: Catalogue) => number;
}

const log = (value: number): number => Math.log1p(value);
const signedLog = (value: number): number => Math.sign(value) * log(Math.abs(value));
const UNKNOWN_FAR = 8;
/** log(1 + miles) that stands for the same state, and for any other, where a city is not in the gazetteer. */
const [SAME_STATE_FAR, OTHER_STATE_FAR, NO_HOME_FAR] = [4, 7, 5.5];

const isShared = ({ of }: Grouping, a: number, b: number): boolean => a >= 0 && of[a] === of[b];
const membersOf = ({ of, members }: Grouping, slot: number): Int32Array =>
  members[of[slot] ?? -1] ?? new Int32Array(0);
/** Members of a group posted between two jobs. */
const between = (slots: Int32Array, a: number, b: number): number =>
  countBelow(slots, Math.max(a, b)) - countBelow(slots, Math.min(a, b));
const shareOf = (counts: ReadonlyMap<number, number>, { history }: Moment, group: number): number =>
  history.length === 0 ? 0 : (counts.get(group) ?? 0) / history.length;

const milesBetween = (catalogue: Catalogue, a: number, b: number): number =>
  miles(pointOf(catalogue, a), pointOf(catalogue, b));

const PLACE: readonly ViewFeature[] = [
  { name: 'same city as the last', of: ({ last }, slot, { city }) => Number(isShared(city, last, slot)) },
  { name: 'same state as the last', of: ({ last }, slot, { state }) => Number(isShared(state, last, slot)) },
  {
    name: 'miles to the last',
    of({ last }, slot, catalogue) {
      const far = last < 0 ? Number.NaN : milesBetween(catalogue, last, slot);
      if (!Number.isNaN(far)) return log(far);
      return isShared(catalogue.state, last, slot) ? SAME_STATE_FAR : OTHER_STATE_FAR;
    },
  },
  {
    name: 'miles to the nearest past',
    of({ history, own }, slot, catalogue) {
      const far = history
        .map(({ job }) => milesBetween(catalogue, job, slot))
        .filter((distance) => !Number.isNaN(distance));
      if (far.length > 0) return log(Math.min(...far));
      return own.states.has(catalogue.state.of[slot] ?? -1) ? SAME_STATE_FAR : OTHER_STATE_FAR;
    },
  },
  {
    name: 'share of past in the city',
    of: (moment, slot, { city }) => shareOf(moment.own.cities, moment, city.of[slot] ?? -1),
  },
  {
    name: 'share of past in the state',
    of: (moment, slot, { state }) => shareOf(moment.own.states, moment, state.of[slot] ?? -1),
  },
  {
    name: 'miles to home',
    of({ home }, slot, catalogue) {
      const far = home.point === null ? Number.NaN : miles(home.point, pointOf(catalogue, slot));
      if (!Number.isNaN(far)) return log(far);
      if (home.state === '') return NO_HOME_FAR;
      return catalogue.jobs[slot]?.state === home.state ? SAME_STATE_FAR : OTHER_STATE_FAR;
    },
  },
  {
    name: 'city of home',
    of: ({ home }, slot, { jobs }) =>
      Number(home.city === `${jobs[slot]?.city ?? ''}|${jobs[slot]?.state ?? ''}`),
  },
  { name: 'state of home', of: ({ home }, slot, { jobs }) => Number(home.state === jobs[slot]?.state) },
  {
    name: 'rank by distance in the state',
    of: ({ surroundings }, slot) => rankOf(surroundings.distanceRank, slot),
  },
  { name: 'home is known', of: ({ home }) => Number(home.point !== null) },
  { name: 'city is unknown', of: (_, slot, { latitude }) => Number(Number.isNaN(latitude[slot])) },
  { name: 'jobs near', of: ({ surroundings }) => log(surroundings.near.length) },
];

function rankOf(ranks: Int32Array, slot: number): number {
  const rank = ranks[slot] ?? -1;
  return rank < 0 ? UNKNOWN_FAR : log(rank);
}

const ORDER: readonly ViewFeature[] = [
  { name: 'postings after the last', of: ({ last }, slot) => (last < 0 ? 0 : signedLog(slot - last)) },
  { name: 'postings from the last', of: ({ last }, slot) => (last < 0 ? 0 : log(Math.abs(slot - last))) },
  { name: 'posted after the last', of: ({ last }, slot) => (last < 0 ? 0 : Math.sign(slot - last)) },
  { name: 'postings behind the front', of: ({ activity }, slot) => signedLog(activity.front - slot) },
  { name: 'postings behind the middle', of: ({ activity }, slot) => signedLog(activity.middle - slot) },
  {
    name: 'postings from any past',
    of: ({ history }, slot, { size }) =>
      log(history.reduce((least, { job }) => Math.min(least, Math.abs(job - slot)), size)),
  },
  {
    name: 'postings of the city in between',
    of: ({ last }, slot, { city }) =>
      isShared(city, last, slot) ? between(membersOf(city, slot), last, slot) : -1,
  },
  {
    name: 'postings of the state in between',
    of: ({ last }, slot, { state }) =>
      isShared(state, last, slot) ? log(between(membersOf(state, slot), last, slot)) : UNKNOWN_FAR,
  },
  {
    name: 'near postings in between',
    of: ({ last, surroundings: { near, isNear } }, slot) =>
      isNear[slot] === 1 ? log(between(near, last, slot)) : UNKNOWN_FAR,
  },
  {
    name: 'near postings past the last',
    of: ({ last, surroundings: { near, isNear } }, slot) =>
      isNear[slot] === 1 ? Math.sign(slot - last) * log(between(near, last, slot)) : UNKNOWN_FAR,
  },
  {
    name: 'postings of the city past the last',
    of: ({ last }, slot, { city }) =>
      isShared(city, last, slot)
        ? Math.sign(slot - last) * log(between(membersOf(city, slot), last, slot))
        : UNKNOWN_FAR,
  },
  {
    name: 'postings of the state past the last',
    of: ({ last }, slot, { state }) =>
      isShared(state, last, slot)
        ? Math.sign(slot - last) * log(between(membersOf(state, slot), last, slot))
        : UNKNOWN_FAR,
  },
  {
    name: 'postings of the company in between',
    of: ({ last }, slot, { company }) =>
      isShared(company, last, slot) ? log(between(membersOf(company, slot), last, slot)) : UNKNOWN_FAR,
  },
  {
    name: 'postings of the title in between',
    of: ({ last }, slot, { title }) =>
      isShared(title, last, slot) ? log(between(membersOf(title, slot), last, slot)) : UNKNOWN_FAR,
  },
  {
    name: 'share of near postings after it',
    of: ({ surroundings: { near, isNear } }, slot) =>
      isNear[slot] === 1 ? (near.length - countBelow(near, slot)) / near.length : -1,
  },
  {
    name: 'postings from where the stride leads',
    of: ({ last, previous }, slot) =>
      previous < 0 ? UNKNOWN_FAR + 1 : log(Math.abs(slot - (2 * last - previous))),
  },
];

const TEXT: readonly ViewFeature[] = [
  { name: 'likeness to the last', of: ({ likeness }, slot) => likeness.last[slot] ?? 0 },
  {
    name: 'likeness to the last two',
    of({ likeness, previous }, slot) {
      const last = likeness.last[slot] ?? 0;
      return previous < 0 ? last : (last + (likeness.previous[slot] ?? 0)) / 2;
    },
  },
  { name: 'likeness to any past', of: ({ likeness }, slot) => likeness.best[slot] ?? 0 },
  { name: 'mean likeness to the past', of: ({ likeness }, slot) => likeness.mean[slot] ?? 0 },
  { name: 'likeness to positions', of: ({ likeness }, slot) => likeness.experience[slot] ?? 0 },
  { name: 'likeness to interests', of: ({ likeness }, slot) => likeness.interests[slot] ?? 0 },
  {
    name: 'rank by likeness in the state',
    of: ({ surroundings }, slot) => rankOf(surroundings.likenessRank, slot),
  },
  {
    name: 'rank by likeness among the near',
    of: ({ surroundings }, slot) => rankOf(surroundings.nearRank, slot),
  },
];

const SAMENESS: readonly ViewFeature[] = [
  {
    name: 'company seen before',
    of: ({ own }, slot, { company }) => Number(own.companies.has(company.of[slot] ?? -1)),
  },
  {
    name: 'company and city seen before',
    of: ({ own }, slot, { company, city }) =>
      Number(own.companyCities.has(`${company.of[slot] ?? -1}/${city.of[slot] ?? -1}`)),
  },
  {
    name: 'title seen before',
    of: ({ own }, slot, { title }) => Number(own.titles.has(title.of[slot] ?? -1)),
  },
  {
    name: 'industry seen before',
    of({ own }, slot, { jobs }) {
      const industry = jobs[slot]?.industry ?? '';
      return industry === '' ? 0.5 : Number(own.industries.has(industry));
    },
  },
  { name: 'jobs of the city', of: (_, slot, { city }) => log(membersOf(city, slot).length) },
  { name: 'jobs of the state', of: (_, slot, { state }) => log(membersOf(state, slot).length) },
  { name: 'jobs of the company', of: (_, slot, { company }) => log(membersOf(company, slot).length) },
  { name: 'past jobs', of: ({ history }) => history.length },
];

type Span = 'day' | 'week' | 'month' | 'all';
type Group = 'city' | 'state' | 'company' | 'title';

/** Views of the other jobs of a group. */
const groupViews = (name: string, group: Group, span: Span): ViewFeature => ({
  name,
  of: ({ activity }, slot, catalogue) =>
    log((activity[group][span][catalogue[group].of[slot] ?? -1] ?? 0) - (activity.own[span][slot] ?? 0)),
});

const ACTIVITY: readonly ViewFeature[] = [
  groupViews('views of the city in a day', 'city', 'day'),
  groupViews('views of the city in a week', 'city', 'week'),
  groupViews('views of the city', 'city', 'all'),
  groupViews('views of the state in a day', 'state', 'day'),
  groupViews('views of the state in a week', 'state', 'week'),
  groupViews('views of the company in a week', 'company', 'week'),
  groupViews('views of the company', 'company', 'all'),
  groupViews('views of the title in a month', 'title', 'month'),
  groupViews('views of the title', 'title', 'all'),
  { name: 'views around in a day', of: ({ activity }, slot) => log(activity.aroundDay[slot] ?? 0) },
  { name: 'views around in a week', of: ({ activity }, slot) => log(activity.aroundWeek[slot] ?? 0) },
  { name: 'views around', of: ({ activity }, slot) => log(activity.around[slot] ?? 0) },
  {
    name: 'near views in a day',
    of: ({ activity, surroundings }, slot) =>
      surroundings.isNear[slot] === 1 ? log(surroundings.viewsDay - (activity.own.day[slot] ?? 0)) : 0,
  },
  {
    name: 'near views in a week',
    of: ({ activity, surroundings }, slot) =>
      surroundings.isNear[slot] === 1 ? log(surroundings.viewsWeek - (activity.own.week[slot] ?? 0)) : 0,
  },
];

/** The inputs of the hybrid, by column. */
export const VIEW_FEATURES: readonly ViewFeature[] = [...PLACE, ...ORDER, ...TEXT, ...SAMENESS, ...ACTIVITY];

/** Writes one row a slot, VIEW_FEATURES.length wide, from `at` on. */
export function writeFeatures(
  catalogue: Catalogue,
  moment: Moment,
  { slots, out, at = 0 }: { slots: ArrayLike<number>; out: Float32Array; at?: number },
): void {
  let to = at;
  for (let i = 0; i < slots.length; i++)
    for (const { of } of VIEW_FEATURES) out[to++] = of(moment, slots[i] ?? 0, catalogue);
}
