import { createPersonSolver, interactionMatrix, trainAls } from '@access/ml/als';

import type { Catalogue } from './catalogue.ts';
import type { MomentScorer } from './hybrid.ts';
import type { Moment } from './moment.ts';
import type { JobView } from './read-views.ts';

/** Views of the job itself in training. */
export function popularity(catalogue: Catalogue, events: readonly JobView[]): MomentScorer {
  const views = new Float64Array(catalogue.size);
  for (const { job } of events) views[job] = (views[job] ?? 0) + 1;
  return () => views;
}

/** Cosine of the sets of viewers, summed over the past (Sarwar et al. 2001). */
export function itemNeighbours(catalogue: Catalogue, events: readonly JobView[]): MomentScorer {
  const viewers = Array.from({ length: catalogue.size }, () => new Set<number>());
  const viewed = new Map<number, number[]>();
  for (const { user, job } of events) {
    viewers[job]?.add(user);
    const jobs = viewed.get(user);
    if (jobs === undefined) viewed.set(user, [job]);
    else jobs.push(job);
  }
  return ({ history }) => {
    const scores = new Float64Array(catalogue.size);
    for (const { job, user: self } of history) {
      const own = viewers[job] ?? new Set();
      for (const user of own) {
        if (user === self) continue;
        for (const other of viewed.get(user) ?? [])
          scores[other] = (scores[other] ?? 0) + 1 / Math.sqrt(own.size * (viewers[other]?.size ?? 1));
      }
    }
    return scores;
  };
}

/** Likeness of titles alone: to the past or, without one, to positions and interests. */
export const tfIdf: MomentScorer = ({ likeness, history }) =>
  Float64Array.from(likeness.mean, (mean, slot) =>
    history.length > 0 ? mean : Math.max(likeness.experience[slot] ?? 0, likeness.interests[slot] ?? 0),
  );

/** Weight of a shared city and state beside the likeness of titles. */
const CONTENT_WEIGHTS = { city: 0.6, state: 0.6 } as const;

/** Titles and places: what a posting says, and nothing about who looked at it. */
export function content({ size, city, state, jobs }: Catalogue): MomentScorer {
  return (moment: Moment) => {
    const { own, history, home } = moment;
    const text = tfIdf(moment);
    const share = (counts: ReadonlyMap<number, number>, group: number): number =>
      (counts.get(group) ?? 0) / history.length;
    return Float64Array.from({ length: size }, (_, slot) => {
      const job = jobs[slot];
      const place =
        history.length > 0
          ? CONTENT_WEIGHTS.city * share(own.cities, city.of[slot] ?? -1) +
            CONTENT_WEIGHTS.state * share(own.states, state.of[slot] ?? -1)
          : CONTENT_WEIGHTS.city * Number(home.city === `${job?.city ?? ''}|${job?.state ?? ''}`) +
            CONTENT_WEIGHTS.state * Number(home.state === job?.state);
      return (text[slot] ?? 0) + place;
    });
  };
}

/** Implicit ALS on the views alone. */
export async function collaborative(
  catalogue: Catalogue,
  events: readonly JobView[],
  { seed, threads }: { seed: number; threads: number },
): Promise<MomentScorer> {
  const users = [...new Set(events.map(({ user }) => user))];
  const rows = new Map(users.map((user, row) => [user, row]));
  const settings = { dimensions: 64, regularisation: 0.1, unobserved: 0.03, seed, threads };
  const { items } = await trainAls({
    interactions: interactionMatrix(
      { rows: users.length, columns: catalogue.size },
      { rowIds: events.map(({ user }) => rows.get(user) ?? 0), columnIds: events.map(({ job }) => job) },
    ),
    settings,
  });
  const d = settings.dimensions;
  const vectorOf = (slot: number): Float32Array => items.subarray(slot * d, (slot + 1) * d);
  const solver = createPersonSolver({ ...settings, trained: items, rows: catalogue.size });
  return ({ history }) => {
    const person = solver.vector(history.map(({ job }) => ({ vector: vectorOf(job), weight: 1, target: 1 })));
    return Float64Array.from({ length: catalogue.size }, (_, slot) =>
      vectorOf(slot).reduce((sum, value, i) => sum + value * (person[i] ?? 0), 0),
    );
  };
}
