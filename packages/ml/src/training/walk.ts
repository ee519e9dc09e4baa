import type { Engine } from '../engine/index.ts';
import type { Interaction, JobDocument, PersonDocument } from '../features/documents.ts';
import { gradeOfAll } from './groups.ts';

/** Something a person did, in a log. */
export interface PastAction extends Interaction {
  readonly personId: string;
}

/** A log with what it speaks of. */
export interface Log {
  /** Empty; it is filled as time goes on. */
  readonly engine: Engine;
  /** All jobs that were ever open; their counters are counted anew. */
  readonly jobs: readonly JobDocument[];
  /** People as they are known today, by id; what they did is taken from the log. */
  readonly people: ReadonlyMap<string, PersonDocument>;
  readonly actions: readonly PastAction[];
  /** Choices before this moment are not stopped at, though they are remembered; epoch milliseconds. */
  readonly since?: number;
  /** Stop at this many choices at most, the latest ones; 20,000. */
  readonly mostStops?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The moment before a choice: the engine knows what could be known, and nothing more. */
export interface Moment {
  /** As of the moment, but for the profile, which is today's. */
  readonly person: PersonDocument;
  readonly at: number;
  /** Grade by job of all that the person chose within a day, of what was open: the labels. */
  readonly sitting: ReadonlyMap<string, number>;
  /** Jobs the person had met. */
  readonly seen: ReadonlySet<string>;
  /** Actions on a job so far, by what they are worth. */
  readonly popularityOf: (jobId: string) => number;
  /** Sum of it over all jobs. */
  readonly popularityTotal: number;
}

const DAY_MS = 24 * 3600 * 1000;
/** What follows within this time belongs to the first look at a job. */
const OUTCOME_MS = 7 * DAY_MS;
/** What a person chooses within this time, they could have chosen at once. */
const SITTING_MS = DAY_MS;

/** What is remembered of a person so far. */
interface Memory {
  readonly actions: Map<string, Interaction>;
  readonly seen: Set<string>;
  readonly excluded: Set<string>;
}

/** Goes through a log in the order of time and stops before each choice. Nothing later is in the engine or in the person handed out. */
export async function* walk(log: Log): AsyncGenerator<Moment, void, undefined> {
  const { engine, people, since = -Infinity, mostStops = 20_000 } = log;
  const actions = log.actions.toSorted((a, b) => a.at - b.at);
  const choices = choicesOf(actions, people);
  const wanted = new Set(choices.filter(({ at }) => at >= since).slice(-mostStops));
  const byPerson = Map.groupBy(choices, ({ personId }) => personId);
  const choiceAt = new Map(choices.map((choice) => [choice.action, choice]));
  const jobs = createCalendar(engine, log.jobs);
  const memories = new Map<string, Memory>();
  let done = 0;
  for (const action of actions) {
    const memory = memories.get(action.personId) ?? forgetful();
    memories.set(action.personId, memory);
    const choice = choiceAt.get(action);
    if (choice !== undefined && wanted.has(choice)) {
      jobs.openUntil(action.at);
      yield {
        person: asOf(choice.person, memory),
        at: action.at,
        sitting: sittingOf(byPerson.get(action.personId) ?? [], choice, jobs.isOpen),
        seen: memory.seen,
        popularityOf: jobs.popularityOf,
        popularityTotal: jobs.popularityTotal(),
      };
      log.onProgress?.(++done, wanted.size);
    }
    remember(memory, action);
    jobs.count(action);
  }
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

function sittingOf(
  own: readonly Choice[],
  { at }: Choice,
  isOpen: (jobId: string) => boolean,
): ReadonlyMap<string, number> {
  const sitting = own.filter((each) => each.at >= at && each.at <= at + SITTING_MS && isOpen(each.jobId));
  return new Map(sitting.map((each) => [each.jobId, each.grade]));
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

/** What an action adds to a job's popularity. */
const WORTH = { view: 1, like: 2, bookmark: 3, apply: 4, dislike: 0 } as const;

/** Jobs enter the engine when they are posted, and are counted as people act on them. */
function createCalendar(engine: Engine, all: readonly JobDocument[]) {
  const waiting = all
    .map((job) => ({ ...job, views: 0, likes: 0, applies: 0, bookmarks: 0 }))
    .sort((a, b) => a.postedAt - b.postedAt);
  const byId = new Map(waiting.map((job) => [job.id, job]));
  const open = new Set<string>();
  const changed = new Set<string>();
  let next = 0;
  let total = 0;
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
      total += WORTH[type];
      if (open.has(jobId)) changed.add(jobId);
    },
    popularityOf(jobId: string): number {
      const job = byId.get(jobId);
      if (job === undefined) return 0;
      const { views, likes, bookmarks, applies } = job;
      return views * WORTH.view + likes * WORTH.like + bookmarks * WORTH.bookmark + applies * WORTH.apply;
    },
    popularityTotal: () => total,
    isOpen: (jobId: string): boolean => open.has(jobId),
  };
}
