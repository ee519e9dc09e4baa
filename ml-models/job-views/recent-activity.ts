import type { Catalogue, Grouping } from './catalogue.ts';
import type { JobView } from './read-views.ts';

/** Views by other people before a moment: in the last day, the last week, the last thirty days, and ever. */
export interface Counts {
  readonly day: Float32Array;
  readonly week: Float32Array;
  readonly month: Float32Array;
  readonly all: Float32Array;
}

/** What others had done by a moment. Counts of groups leave the job itself out where they are read: a job's own views give the label away. */
export interface RecentActivity {
  readonly own: Counts;
  readonly city: Counts;
  readonly state: Counts;
  readonly company: Counts;
  readonly title: Counts;
  /** Views of the jobs posted around each job, without its own. */
  readonly aroundDay: Float32Array;
  readonly aroundWeek: Float32Array;
  readonly around: Float32Array;
  /** The last 60 views' jobs, ascending. */
  readonly latest: readonly number[];
  /** Slot that 95 % of the last 60 views were below, and the median of them; 0 for none. */
  readonly front: number;
  readonly middle: number;
}

const DAY = 86_400;
/** Postings on either side that count as around. */
const AROUND = { day: 60, week: 60, all: 30 } as const;
const LATEST = 60;

/** Counts the views before `at`, those of `user` left out. `events` are in order of time. */
export function recentActivity(
  catalogue: Catalogue,
  events: readonly JobView[],
  { user, at }: { user: number; at: number },
): RecentActivity {
  const own = countsOf(catalogue.size);
  const latest: number[] = [];
  for (let i = eventsBefore(events, at) - 1; i >= 0; i--) {
    const event = events[i];
    if (event === undefined || event.user === user) continue;
    const age = at - event.at;
    const add = (counts: Float32Array): void => void (counts[event.job] = (counts[event.job] ?? 0) + 1);
    add(own.all);
    if (age < 30 * DAY) add(own.month);
    if (age < 7 * DAY) add(own.week);
    if (age < DAY) add(own.day);
    if (latest.length < LATEST) latest.push(event.job);
  }
  latest.sort((a, b) => a - b);
  return {
    own,
    city: sumsOf(own, catalogue.city),
    state: sumsOf(own, catalogue.state),
    company: sumsOf(own, catalogue.company),
    title: sumsOf(own, catalogue.title),
    aroundDay: around(own.day, AROUND.day),
    aroundWeek: around(own.week, AROUND.week),
    around: around(own.all, AROUND.all),
    latest,
    front: latest[Math.floor(latest.length * 0.95)] ?? 0,
    middle: latest[Math.floor(latest.length / 2)] ?? 0,
  };
}

const countsOf = (size: number): Counts => ({
  day: new Float32Array(size),
  week: new Float32Array(size),
  month: new Float32Array(size),
  all: new Float32Array(size),
});

function sumsOf(own: Counts, { of, members }: Grouping): Counts {
  const sums = countsOf(members.length);
  for (const span of ['day', 'week', 'month', 'all'] as const) {
    const [from, to] = [own[span], sums[span]];
    for (let slot = 0; slot < of.length; slot++)
      to[of[slot] ?? 0] = (to[of[slot] ?? 0] ?? 0) + (from[slot] ?? 0);
  }
  return sums;
}

/** Sum over the slots within `reach` of each, without its own. */
function around(counts: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(counts.length);
  let sum = 0;
  for (let slot = 0; slot <= reach; slot++) sum += counts[slot] ?? 0;
  for (let slot = 0; slot < counts.length; slot++) {
    out[slot] = sum - (counts[slot] ?? 0);
    sum += (counts[slot + reach + 1] ?? 0) - (counts[slot - reach] ?? 0);
  }
  return out;
}

function eventsBefore(events: readonly JobView[], at: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
