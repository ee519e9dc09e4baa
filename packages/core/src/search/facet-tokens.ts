import { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';

/**
 * Every exact property of a job is a number in `job_search.facets`, so that one index intersects them with the words: the kind in
 * the upper bits, the value in the lower 27. The database makes them (migration 0004, `job_facets`); a test holds both to each other.
 */
const kinds = {
  jobType: 1,
  experienceLevel: 2,
  remoteOption: 3,
  country: 4,
  company: 5,
  skill: 6,
  pay: 7,
  day: 8,
  days8: 9,
  days64: 10,
  days512: 11,
  cell16: 12,
  cell64: 13,
  cell256: 14,
  pay8: 15,
} as const;
export type FacetKind = keyof typeof kinds;

const KIND = 2 ** 27;
const nameOfKind = new Map<number, FacetKind>(
  Object.entries(kinds).flatMap(([name, kind]) => (isKind(name) ? [[kind, name]] : [])),
);

function isKind(name: string): name is FacetKind {
  return name in kinds;
}

export const facetToken = (kind: FacetKind, value: number): number => kinds[kind] * KIND + value;

/** First and last token of a kind. */
export const tokensOfKind = (kind: FacetKind): readonly [number, number] => [
  kinds[kind] * KIND,
  kinds[kind] * KIND + KIND - 1,
];

export function readFacetToken(token: number): { kind: FacetKind; value: number } | undefined {
  const kind = nameOfKind.get(Math.floor(token / KIND));
  return kind === undefined ? undefined : { kind, value: token % KIND };
}

const enums = {
  jobType: JobType.options,
  experienceLevel: ExperienceLevel.options,
  remoteOption: RemoteOption.options,
} as const;
export type EnumFacet = keyof typeof enums;

/** The token of a job type, level or remote option; values count from 1 in the order of the contract. */
export function enumToken(kind: EnumFacet, value: string): number {
  const options: readonly string[] = enums[kind];
  return facetToken(kind, options.indexOf(value) + 1);
}

/** The value behind a number that {@link readFacetToken} gave. */
export const enumValue = <Kind extends EnumFacet>(
  kind: Kind,
  value: number,
): (typeof enums)[Kind][number] | undefined => enums[kind][value - 1];

/** ISO 3166-1 alpha-2 as a number, and back. */
export const countryNumber = (code: string): number => code.charCodeAt(0) * 128 + code.charCodeAt(1);
export const countryCode = (value: number): string =>
  String.fromCharCode(Math.floor(value / 128), value % 128);

const EPOCH_DAY = Date.UTC(2000, 0, 1) / 86_400_000;
/** UTC days since 2000-01-01; jobs from before count as of that day. */
export const dayNumber = (at: Date): number => Math.max(0, Math.floor(at.getTime() / 86_400_000) - EPOCH_DAY);
/** The same with the part of the day, and back. */
export const dayFraction = (at: Date): number => Math.max(0, at.getTime() / 86_400_000 - EPOCH_DAY);
export const instantOfDay = (day: number): Date => new Date((day + EPOCH_DAY) * 86_400_000);
/** Beyond every posting date that makes sense: 2089. */
export const LAST_DAY = 2 ** 15 - 1;

const PAY_STEP = 1.08;
const LEAST_PAY = 1_000;
const MOST_PAY = 10_000_000;
/** Bucket of jobs whose pay is unknown. */
export const UNKNOWN_PAY = 0;
const FIRST_PAY = 8;
export const LAST_PAY = FIRST_PAY + Math.floor(Math.log(MOST_PAY / LEAST_PAY) / Math.log(PAY_STEP));

/** Yearly US dollars in buckets that are 8 % wide, from 8 for 1,000 and below. */
export function payBucket(usd: number): number {
  const within = Math.min(MOST_PAY, Math.max(LEAST_PAY, usd));
  return FIRST_PAY + Math.floor(Math.log(within / LEAST_PAY) / Math.log(PAY_STEP));
}

/** Where a bucket begins, in yearly US dollars. */
export const payBucketStart = (bucket: number): number => LEAST_PAY * PAY_STEP ** (bucket - FIRST_PAY);

/** Tokens of all days from `from` to `to`, both included: a few of the coarse ones instead of one a day. */
export const dayTokens = (from: number, to: number): number[] =>
  rangeTokens(['day', 'days8', 'days64', 'days512'], { from, to });

/** Tokens of all pay buckets from `from` to `to`, both included. */
export const payTokens = (from: number, to: number): number[] => rangeTokens(['pay', 'pay8'], { from, to });

/** Each level is eight times as wide as the one before; the widest that fits at each place is taken. */
function rangeTokens(levels: readonly FacetKind[], { from, to }: { from: number; to: number }): number[] {
  const tokens: number[] = [];
  for (let at = from; at <= to;) {
    let level = 0;
    while (level + 1 < levels.length && at % 8 ** (level + 1) === 0 && at + 8 ** (level + 1) - 1 <= to)
      level += 1;
    const kind = levels[level];
    if (kind === undefined) break;
    tokens.push(facetToken(kind, at / 8 ** level));
    at += 8 ** level;
  }
  return tokens;
}
