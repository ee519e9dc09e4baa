import type { DemoPerson } from './generate-people.ts';
import { createDraw, type Draw } from './random.ts';

/** What the choice model looks at of a job. */
export interface SimulatedJob {
  readonly id: string;
  readonly field: string;
  readonly country: string;
  readonly city: string;
  readonly level: string | null;
  readonly isRemote: boolean;
  readonly postedAt: Date;
}

/** One invented action; `type` as in the interactions table. */
export interface SimulatedAction {
  readonly person: number;
  readonly jobId: string;
  readonly type: 'view' | 'like' | 'dislike' | 'bookmark' | 'apply';
  readonly dwellSeconds: number | null;
  readonly at: Date;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const LOOKED_AT = 40;

/**
 * Invented behaviour, stated so that nobody takes it for people's own. Of 40 postings of mostly their own field a person
 * opens each with probability sigmoid(fit − 0.03 · position), fit being 1.2 for the own field (else −1), 1 for the own
 * country (else −1), 0.6 for city or remote, 0.6 for the level, minus 1.4. An opened posting is dwelt on, liked, saved, dismissed or applied to
 * by the same fit. Deterministic for a seed.
 */
export function* simulateBehaviour(
  people: readonly DemoPerson[],
  jobs: readonly SimulatedJob[],
  { seed, now }: { seed: number; now: Date },
): Generator<SimulatedAction> {
  const draw = createDraw(seed);
  const byField = Map.groupBy(jobs, (job) => job.field);
  for (const [index, person] of people.entries()) {
    const own = byField.get(person.field) ?? [];
    const near = own.filter((job) => job.country === person.country);
    const shown = new Set([
      ...draw.some(near, LOOKED_AT / 2),
      ...draw.some(own, LOOKED_AT / 4),
      ...draw.some(jobs, LOOKED_AT / 4),
    ]);
    let position = 0;
    for (const job of shown) {
      position += 1;
      const fit = fitOf(person, job);
      if (draw.chance(sigmoid(fit - 0.03 * position)))
        yield* actionsOn(job, { person: index, fit, now }, draw);
    }
  }
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function fitOf(person: DemoPerson, job: SimulatedJob): number {
  const near = job.isRemote || job.city === person.city;
  return (
    (person.field === job.field ? 1.2 : -1) +
    (person.country === job.country ? 1 : -1) +
    (near ? 0.6 : 0) +
    (person.level === job.level ? 0.6 : 0) -
    1.4
  );
}

function* actionsOn(
  job: SimulatedJob,
  { person, fit, now }: { person: number; fit: number; now: Date },
  draw: Draw,
): Generator<SimulatedAction> {
  const earliest = Math.max(job.postedAt.getTime(), now.getTime() - DAYS * DAY_MS);
  const at = (minutes: number): Date => new Date(Math.min(now.getTime(), start + minutes * 60_000));
  const start = earliest + draw.next() * (now.getTime() - earliest);
  const action = (
    type: SimulatedAction['type'],
    minutes: number,
    dwellSeconds: number | null = null,
  ): SimulatedAction => ({
    person,
    jobId: job.id,
    type,
    dwellSeconds,
    at: at(minutes),
  });
  yield action('view', 0, Math.round(5 + draw.next() * 40 * sigmoid(fit) * 3));
  if (draw.chance(0.25 * sigmoid(-fit))) yield action('dislike', 1);
  else if (draw.chance(0.35 * sigmoid(fit))) {
    yield action('like', 1);
    if (draw.chance(0.5)) yield action('bookmark', 2);
    if (draw.chance(0.3)) yield action('apply', 10);
  }
}
