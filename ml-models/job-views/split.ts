import type { JobView, JobViews } from './read-views.ts';

/** Histories without what is held out, and what is to be found. */
export interface Split {
  /** Each person's views in order of time. */
  readonly histories: ReadonlyMap<number, readonly JobView[]>;
  /** All of them in order of time. */
  readonly events: readonly JobView[];
  /** Held-out job by person. */
  readonly truth: ReadonlyMap<number, number>;
}

/** Holds out each person's last distinct job (latest first view), of people with at least two. */
export function holdOutLast(views: readonly JobView[]): Split {
  const histories = historiesOf(views);
  const truth = new Map<number, number>();
  for (const history of histories.values()) {
    if (history.length < 2) continue;
    const last = history.pop();
    if (last !== undefined) truth.set(last.user, last.job);
  }
  return toSplit(histories, truth);
}

/** Takes a given truth; views of it that the files still hold are removed. */
export function holdOutGiven({ views }: Pick<JobViews, 'views'>, truth: ReadonlyMap<number, number>): Split {
  return toSplit(historiesOf(views.filter(({ user, job }) => truth.get(user) !== job)), truth);
}

function historiesOf(views: readonly JobView[]): Map<number, JobView[]> {
  const histories = new Map<number, JobView[]>();
  for (const view of views) {
    const history = histories.get(view.user);
    if (history === undefined) histories.set(view.user, [view]);
    else history.push(view);
  }
  return histories;
}

function toSplit(
  histories: ReadonlyMap<number, readonly JobView[]>,
  truth: ReadonlyMap<number, number>,
): Split {
  const events = [...histories.values()]
    .flat()
    .toSorted((a, b) => a.at - b.at || a.user - b.user || a.job - b.job);
  return { histories, events, truth };
}
