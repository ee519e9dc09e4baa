import { miles, pointOf, type Catalogue, type Point } from './catalogue.ts';
import type { JobView, Position } from './read-views.ts';
import { recentActivity, type RecentActivity } from './recent-activity.ts';
import { titleWords } from './title-index.ts';

/** What can be known of a person and of others just before a view. Columns are by slot. */
export interface Moment {
  readonly user: number;
  /** Seconds. */
  readonly at: number;
  readonly history: readonly JobView[];
  /** Slot of the last job looked at, and of the one before; −1 for none. */
  readonly last: number;
  readonly previous: number;
  readonly activity: RecentActivity;
  readonly likeness: Likeness;
  readonly home: Home;
  /** Views by number of city, state, company and title in the person's own history. */
  readonly own: {
    readonly cities: ReadonlyMap<number, number>;
    readonly states: ReadonlyMap<number, number>;
    readonly companies: ReadonlySet<number>;
    readonly titles: ReadonlySet<number>;
    readonly industries: ReadonlySet<string>;
    readonly companyCities: ReadonlySet<string>;
  };
  readonly surroundings: Surroundings;
}

/** Cosines of titles. */
interface Likeness {
  readonly last: Float32Array;
  readonly previous: Float32Array;
  readonly best: Float32Array;
  readonly mean: Float32Array;
  readonly experience: Float32Array;
  readonly interests: Float32Array;
}

/** Where a person says they worked last. */
interface Home {
  readonly point: Point | null;
  /** `city|state` of the newest position; '' for none. */
  readonly city: string;
  readonly state: string;
}

/** The jobs about the last one looked at. */
interface Surroundings {
  /** Slots within reach of the last job, ascending. */
  readonly near: Int32Array;
  readonly isNear: Uint8Array;
  /** Rank by likeness among the near ones, by slot; meaningless for others. */
  readonly nearRank: Int32Array;
  /** Rank by likeness, and by distance, within the last job's state; −1 outside it. */
  readonly likenessRank: Int32Array;
  readonly distanceRank: Int32Array;
  /** Views of near jobs in the last day and week. */
  readonly viewsDay: number;
  readonly viewsWeek: number;
}

/** What moments are made from. */
export interface Known {
  readonly catalogue: Catalogue;
  /** Views in order of time; those of held-out jobs are not among them. */
  readonly events: readonly JobView[];
  readonly experience: ReadonlyMap<number, readonly Position[]>;
  readonly interests: ReadonlyMap<number, readonly string[]>;
}

const POSITIONS = 5;
const NEAR_MILES = 30;

/** Prepares one moment: nothing at or after `at` enters it, nor anything of the person that is not in `history`. */
export function momentOf(
  known: Known,
  { user, history, at }: { user: number; history: readonly JobView[]; at: number },
): Moment {
  const { catalogue, events } = known;
  const activity = recentActivity(catalogue, events, { user, at });
  const last = history.at(-1)?.job ?? -1;
  const previous = history.at(-2)?.job ?? -1;
  const likeness = likenessOf(known, user, { history, last, previous });
  const positions = known.experience.get(user) ?? [];
  const { city, state, company, title } = catalogue;
  const ofOwn = (of: Int32Array): number[] => history.map(({ job }) => of[job] ?? -1);
  return {
    user,
    at,
    history,
    last,
    previous,
    activity,
    likeness,
    home: homeOf(catalogue, positions),
    own: {
      cities: counted(ofOwn(city.of)),
      states: counted(ofOwn(state.of)),
      companies: new Set(ofOwn(company.of)),
      titles: new Set(ofOwn(title.of)),
      industries: new Set(
        history.map(({ job }) => catalogue.jobs[job]?.industry ?? '').filter((text) => text !== ''),
      ),
      companyCities: new Set(history.map(({ job }) => `${company.of[job] ?? -1}/${city.of[job] ?? -1}`)),
    },
    surroundings: surroundingsOf(catalogue, { last, best: likeness.best, activity }),
  };
}

function homeOf(catalogue: Catalogue, positions: readonly Position[]): Home {
  const [newest] = positions;
  const points = positions.map(({ city, state }) => catalogue.find(city, state));
  return {
    point: points.find((point) => point !== null) ?? null,
    city: newest === undefined ? '' : `${newest.city}|${newest.state}`,
    state: positions.find(({ state }) => state !== '')?.state ?? '',
  };
}

function likenessOf(
  { catalogue, experience, interests }: Known,
  user: number,
  { history, last, previous }: { history: readonly JobView[]; last: number; previous: number },
): Likeness {
  const { size, titles } = catalogue;
  const column = (): Float32Array => new Float32Array(size);
  const one = (slot: number): Float32Array => (slot < 0 ? column() : titles.cosinesOf(slot, column()));
  const [best, mean, worked, wanted] = [column(), column(), column(), column()];
  const each = column();
  const raise = (target: Float32Array, weight: number): void => {
    for (let slot = 0; slot < size; slot++)
      target[slot] = Math.max(target[slot] ?? 0, weight * (each[slot] ?? 0));
  };
  for (const { job } of history) {
    titles.cosinesOf(job, each);
    raise(best, 1);
    for (let slot = 0; slot < size; slot++)
      mean[slot] = (mean[slot] ?? 0) + (each[slot] ?? 0) / history.length;
  }
  (experience.get(user) ?? []).slice(0, POSITIONS).forEach(({ title }, place) => {
    titles.cosines(titleWords(title), each);
    raise(worked, 1 / (1 + 0.3 * place));
  });
  for (const title of interests.get(user) ?? []) {
    titles.cosines(titleWords(title), each);
    raise(wanted, 1);
  }
  return { last: one(last), previous: one(previous), best, mean, experience: worked, interests: wanted };
}

function surroundingsOf(
  catalogue: Catalogue,
  { last, best, activity }: { last: number; best: Float32Array; activity: RecentActivity },
): Surroundings {
  const { size, state } = catalogue;
  const here = pointOf(catalogue, last);
  const distances = new Float64Array(size).fill(Number.NaN);
  if (!Number.isNaN(here.latitude))
    for (let slot = 0; slot < size; slot++) distances[slot] = miles(here, pointOf(catalogue, slot));
  const near = Int32Array.from(
    [...distances.keys()].filter((slot) => (distances[slot] ?? Number.NaN) < NEAR_MILES),
  );
  const isNear = new Uint8Array(size);
  for (const slot of near) isNear[slot] = 1;
  const inState = last < 0 ? new Int32Array(0) : (state.members[state.of[last] ?? -1] ?? new Int32Array(0));
  const closer = (slot: number): number => Math.abs(slot - last);
  const like = (slot: number): number => best[slot] ?? 0;
  const far = (slot: number): number => {
    const distance = distances[slot] ?? Number.NaN;
    return Number.isNaN(distance) ? 999 : distance;
  };
  const sum = (counts: Float32Array): number => near.reduce((total, slot) => total + (counts[slot] ?? 0), 0);
  return {
    near,
    isNear,
    nearRank: ranks(size, near, (a, b) => like(b) - like(a) || closer(a) - closer(b)),
    likenessRank: ranks(size, inState, (a, b) => like(b) - like(a) || a - b),
    distanceRank: ranks(
      size,
      Number.isNaN(here.latitude) ? new Int32Array(0) : inState,
      (a, b) => far(a) - far(b) || a - b,
    ),
    viewsDay: sum(activity.own.day),
    viewsWeek: sum(activity.own.week),
  };
}

/** Place of each slot in an order, by slot; −1 for others. */
function ranks(size: number, slots: Int32Array, order: (a: number, b: number) => number): Int32Array {
  const out = new Int32Array(size).fill(-1);
  slots.toSorted(order).forEach((slot, rank) => (out[slot] = rank));
  return out;
}

function counted(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
