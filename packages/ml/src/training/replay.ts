import { seededRandom, type Random } from '../content/seeded-random.ts';
import type { Engine } from '../engine/index.ts';
import type { Interaction, JobDocument, PersonDocument } from '../features/documents.ts';
import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { blankRankColumns, byChance, gradeOfAll, type LabelledGroup } from './groups.ts';

/** Something a person did, in a log. */
export interface PastAction extends Interaction {
  readonly personId: string;
}

export interface ReplayInput {
  /** Empty; it is filled as time goes on. */
  readonly engine: Engine;
  /** All jobs that were ever open; their counters are counted anew. */
  readonly jobs: readonly JobDocument[];
  /** People as they are known today, by id; what they did is taken from the log. */
  readonly people: ReadonlyMap<string, PersonDocument>;
  readonly actions: readonly PastAction[];
  /** Jobs passed over that each group holds, drawn from the candidates; 60. */
  readonly passedOver?: number;
  /** Choices before this moment make no group, though they are remembered; epoch milliseconds. */
  readonly since?: number;
  /** At most this many groups, of the latest choices; 20,000. */
  readonly mostGroups?: number;
  readonly seed: number;
  readonly onProgress?: (done: number, total: number) => void;
  /** Hears of each choice before it happened: the list that would have been shown, and the job that was chosen. */
  readonly onChoice?: (choice: ReplayedChoice) => Promise<void>;
}

/** A moment before a choice. */
export interface ReplayedChoice {
  readonly person: PersonDocument;
  readonly at: number;
  readonly jobId: string;
  readonly grade: number;
  readonly history: number;
}

const DAY_MS = 24 * 3600 * 1000;
/** What follows within this time belongs to the first look at a job. */
const OUTCOME_MS = 7 * DAY_MS;
/** What a person chooses within this time, they could have chosen at once. */
const SITTING_MS = DAY_MS;
const CONTENT = featureIndex('content_cosine');

/** What is remembered of a person so far. */
interface Memory {
  readonly actions: Map<string, Interaction>;
  readonly seen: Set<string>;
  readonly excluded: Set<string>;
}

/**
 * Goes through a log in the order of time and makes a group before each choice: candidates of the engine as jobs, counters and the
 * person's own past stood at that moment, those chosen within a day against others drawn from the rest. A choice that was no candidate
 * makes no group: no ranker could have put it forward. Nothing later enters a feature, but for the profile, which is known as it is today.
 */
export async function replay(input: ReplayInput): Promise<LabelledGroup[]> {
  const { engine, people, seed, passedOver = 60, since = -Infinity, mostGroups = 20_000 } = input;
  const actions = input.actions.toSorted((a, b) => a.at - b.at);
  const choices = choicesOf(actions, people);
  const wanted = new Set(choices.filter(({ at }) => at >= since).slice(-mostGroups));
  const jobs = createCalendar(engine, input.jobs);
  const memories = new Map<string, Memory>();
  const byPerson = Map.groupBy(choices, ({ personId }) => personId);
  const choiceAt = new Map(choices.map((choice) => [choice.action, choice]));
  const random = seededRandom(seed);
  const groups: LabelledGroup[] = [];
  let done = 0;
  for (const action of actions) {
    const memory = memories.get(action.personId) ?? forgetful();
    memories.set(action.personId, memory);
    const choice = choiceAt.get(action);
    if (choice !== undefined && wanted.has(choice)) {
      jobs.openUntil(action.at);
      const person = asOf(choice.person, memory);
      await input.onChoice?.({ ...choice, person, at: action.at, history: memory.seen.size });
      const sitting = sittingOf(byPerson.get(action.personId) ?? [], choice);
      const moment = { person, memory, sitting, at: action.at, passedOver, random };
      const group = await groupOf(engine, jobs.popularityOf, moment);
      if (group !== null) groups.push(group);
      input.onProgress?.(++done, wanted.size);
    }
    remember(memory, action);
    jobs.count(action);
  }
  return groups;
}

interface Choice {
  readonly personId: string;
  readonly person: PersonDocument;
  readonly jobId: string;
  readonly at: number;
  readonly grade: number;
  /** The first action on the job. */
  readonly action: PastAction;
}

/** The first look of each person at each job that led to anything, with the best that followed. */
function choicesOf(
  actions: readonly PastAction[],
  people: ReadonlyMap<string, PersonDocument>,
): readonly Choice[] {
  const pairs = Map.groupBy(actions, ({ personId, jobId }) => `${personId} ${jobId}`);
  const choices: Choice[] = [];
  for (const [first, ...others] of pairs.values()) {
    const person = first === undefined ? undefined : people.get(first.personId);
    if (first === undefined || person === undefined) continue;
    const outcome = [first, ...others].filter(({ at }) => at <= first.at + OUTCOME_MS);
    const grade = gradeOfAll(outcome);
    const { personId, jobId, at } = first;
    if (grade > 0) choices.push({ personId, person, jobId, at, grade, action: first });
  }
  return choices.sort((a, b) => a.at - b.at);
}

function sittingOf(own: readonly Choice[], { at }: Choice): ReadonlyMap<string, number> {
  return new Map(
    own.filter((each) => each.at >= at && each.at <= at + SITTING_MS).map((each) => [each.jobId, each.grade]),
  );
}

const forgetful = (): Memory => ({ actions: new Map(), seen: new Set(), excluded: new Set() });

function remember({ actions, seen, excluded }: Memory, { personId: _, ...action }: PastAction): void {
  actions.set(`${action.jobId} ${action.type}`, action);
  seen.add(action.jobId);
  if (action.type === 'apply' || action.type === 'dislike') excluded.add(action.jobId);
}

const asOf = (person: PersonDocument, { actions, excluded }: Memory): PersonDocument => ({
  ...person,
  interactions: [...actions.values()],
  excludedJobIds: [...excluded],
});

/** Jobs enter the engine when they are posted, and are counted as people act on them. */
function createCalendar(engine: Engine, all: readonly JobDocument[]) {
  const waiting = all
    .map((job) => ({ ...job, views: 0, likes: 0, applies: 0, bookmarks: 0 }))
    .sort((a, b) => a.postedAt - b.postedAt);
  const byId = new Map(waiting.map((job) => [job.id, job]));
  const open = new Set<string>();
  const changed = new Set<string>();
  let next = 0;
  return {
    openUntil(at: number): void {
      for (; next < waiting.length; next++) {
        const job = waiting[next];
        if (job === undefined || job.postedAt > at) break;
        open.add(job.id);
        changed.add(job.id);
      }
      for (const id of changed) {
        const job = byId.get(id);
        if (job !== undefined) engine.upsert(job);
      }
      changed.clear();
    },
    count({ jobId, type }: PastAction): void {
      const job = byId.get(jobId);
      if (job === undefined) return;
      if (type === 'view') job.views += 1;
      if (type === 'like') job.likes += 1;
      if (type === 'apply') job.applies += 1;
      if (type === 'bookmark') job.bookmarks += 1;
      if (open.has(jobId)) changed.add(jobId);
    },
    popularityOf(jobId: string): number {
      const job = byId.get(jobId);
      return job === undefined ? 0 : job.views + 2 * job.likes + 3 * job.bookmarks + 4 * job.applies;
    },
  };
}

interface Moment {
  readonly person: PersonDocument;
  readonly memory: Memory;
  readonly sitting: ReadonlyMap<string, number>;
  readonly at: number;
  readonly passedOver: number;
  readonly random: Random;
}

/** Null where none of the jobs chosen was a candidate, or nothing else was. */
async function groupOf(
  engine: Engine,
  popularityOf: (jobId: string) => number,
  { person, memory, sitting, at, passedOver, random }: Moment,
): Promise<LabelledGroup | null> {
  const candidates = (await engine.candidates(person, { now: at })).jobIds;
  const chosen = candidates.filter((id) => sitting.has(id));
  const pool = candidates.filter((id) => id !== '' && !sitting.has(id) && !memory.seen.has(id));
  for (let i = 0; i < Math.min(passedOver, pool.length); i++) {
    const other = i + Math.floor(random() * (pool.length - i));
    [pool[i], pool[other]] = [pool[other] ?? '', pool[i] ?? ''];
  }
  const { jobIds, values } = engine.featuresOf(
    person,
    [...chosen, ...pool.slice(0, passedOver)].sort(byChance),
    { now: at },
  );
  const grades = Uint8Array.from(jobIds, (id) => sitting.get(id) ?? 0);
  if (!grades.some((grade) => grade > 0) || !grades.includes(0)) return null;
  return {
    personId: person.id,
    at,
    history: memory.seen.size,
    jobIds,
    values: blankRankColumns(values),
    grades,
    content: Float32Array.from(jobIds, (_, row) => values[row * FEATURE_COUNT + CONTENT] ?? 0),
    popularity: Float32Array.from(jobIds, popularityOf),
  };
}
