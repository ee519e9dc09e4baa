import type { InteractionType } from '@access/contracts/enums';

import type { Interaction } from '../features/documents.ts';

/** How sure an action makes us (ML.md §2). */
export interface ConfidenceSettings {
  readonly weights: Readonly<Record<InteractionType, number>>;
  /** A view shorter than `readSeconds` counts this much. */
  readonly glance: number;
  readonly readSeconds: number;
  /** After these days an action says half as much. */
  readonly halfLifeDays: number;
}

export const DEFAULT_CONFIDENCE: ConfidenceSettings = {
  weights: { apply: 5, bookmark: 3, like: 3, view: 1, dislike: 3 },
  glance: 0.3,
  readSeconds: 10,
  halfLifeDays: 30,
};

/** What one person's actions say of one job: `target` 1 for wanted, 0 for dismissed. */
export interface Confidence {
  readonly weight: number;
  readonly target: 0 | 1;
}

const DAY_MS = 24 * 3600 * 1000;
/** An action of years ago still happened. */
const LEAST_WEIGHT = 1e-3;

/** The strongest of what a person did with one job, faded by its age; a dismissal undoes the rest. */
export function confidenceOf(
  actions: ReadonlyArray<Pick<Interaction, 'type' | 'at' | 'dwellSeconds'>>,
  now: number,
  settings: ConfidenceSettings = DEFAULT_CONFIDENCE,
): Confidence {
  const faded = (action: Pick<Interaction, 'type' | 'at' | 'dwellSeconds'>): number => {
    const isGlance = action.type === 'view' && (action.dwellSeconds ?? 0) < settings.readSeconds;
    const age = Math.max(0, now - action.at) / DAY_MS;
    const full = isGlance ? settings.glance : settings.weights[action.type];
    return Math.max(LEAST_WEIGHT, full * 0.5 ** (age / settings.halfLifeDays));
  };
  const dismissals = actions.filter(({ type }) => type === 'dislike');
  const counted = dismissals.length > 0 ? dismissals : actions;
  return { weight: Math.max(LEAST_WEIGHT, ...counted.map(faded)), target: dismissals.length > 0 ? 0 : 1 };
}
