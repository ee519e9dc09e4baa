import type { JobTable } from '../features/job-table.ts';
import type { Ask, Demand } from './demand.ts';

/** A median with the number of jobs behind it. */
export interface MedianPay {
  yearly: number;
  jobs: number;
}

/** Share of recently posted jobs that ask for a skill, beside the share of older ones still open. */
export interface Trend {
  recentShare: number;
  recentJobs: number;
  earlierShare: number;
  earlierJobs: number;
}

const RECENT_MS = 30 * 24 * 3600 * 1000;
/** Fewer jobs than this make no median and no trend worth telling. */
const FEWEST_PAID = 5;
const FEWEST_DATED = 30;

/** Median pay of the jobs that ask for a skill and of those that do not, where enough of them say what they pay. */
export function payWithAndWithout(
  table: JobTable,
  demand: Demand,
  asks: readonly Ask[],
): { with: MedianPay | null; without: MedianPay | null } {
  const asking = new Set(asks.map((ask) => ask.job));
  const pay: [asking: number[], others: number[]] = [[], []];
  demand.slots.forEach((slot, job) => {
    const yearly = middlePay(table, slot);
    if (!Number.isNaN(yearly)) pay[asking.has(job) ? 0 : 1].push(yearly);
  });
  return { with: medianPay(pay[0]), without: medianPay(pay[1]) };
}

/** How the demand for a skill moves; null with too few jobs on either side of the last 30 days. */
export function trendOf(
  table: JobTable,
  { slots }: Demand,
  { asks, now }: { asks: readonly Ask[]; now: number },
): Trend | null {
  const isRecent = (slot: number) => (table.postedAt[slot] ?? 0) > now - RECENT_MS;
  const recentJobs = slots.reduce((count, slot) => count + (isRecent(slot) ? 1 : 0), 0);
  const earlierJobs = slots.length - recentJobs;
  if (recentJobs < FEWEST_DATED || earlierJobs < FEWEST_DATED) return null;
  const recent = asks.filter((ask) => isRecent(slots[ask.job] ?? -1)).length;
  return {
    recentShare: recent / recentJobs,
    recentJobs,
    earlierShare: (asks.length - recent) / earlierJobs,
    earlierJobs,
  };
}

/** Half way between the bounds a posting names, or the one it names. */
function middlePay(table: JobTable, slot: number): number {
  const [min, max] = [table.salaryMin[slot] ?? Number.NaN, table.salaryMax[slot] ?? Number.NaN];
  if (Number.isNaN(min)) return max;
  return Number.isNaN(max) ? min : (min + max) / 2;
}

function medianPay(values: number[]): MedianPay | null {
  if (values.length < FEWEST_PAID) return null;
  values.sort((a, b) => a - b);
  const middle = values.length / 2;
  const yearly = ((values[Math.ceil(middle) - 1] ?? 0) + (values[Math.floor(middle)] ?? 0)) / 2;
  return { yearly, jobs: values.length };
}
