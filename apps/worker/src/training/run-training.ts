import path from 'node:path';

import type { TrainingRunId } from '@access/contracts/ids';
import { beatTrainingRun, endTrainingRun, startTrainingRun } from '@access/core/training';
import type { Db } from '@access/db';

import { runChild } from '../child/run-child.ts';
import { TrainingMessage, type TrainingOrder, type TrainingOutcome } from './child-messages.ts';

/** Does one queued training; what came of it, or null where the run had ended. */
export type RunTraining = (runId: TrainingRunId, signal: AbortSignal) => Promise<TrainingOutcome | null>;

/** A run is told alive this often, in ms; a cancelled one ends within it. */
const BEAT_MS = 1_000;

/**
 * Does trainings in processes of their own and keeps their runs up to date. A run that an admin cancels ends within a second; one whose
 * process dies is failed with the reason.
 */
export function createTrainingRunner(db: Db, env: Omit<TrainingOrder, 'runId' | 'seed'>): RunTraining {
  return async (runId, signal) => {
    if (!(await startTrainingRun(db, runId))) return null;
    const latest = { stage: 'reading', progress: 0 };
    const ended = new AbortController();
    const timer = setInterval(() => {
      beatTrainingRun(db, runId, latest).then(
        (isOpen) => (isOpen ? undefined : ended.abort(new Error('The run was ended'))),
        // The next beat tells it; a run that misses many is failed by whoever looks for dead ones.
        () => undefined,
      );
    }, BEAT_MS);
    try {
      const outcome = await runChild<TrainingOutcome>({
        script: path.join(import.meta.dirname, 'train-child.ts'),
        order: { ...env, runId, seed: 1 } satisfies TrainingOrder,
        outcomeOf(message) {
          const parsed = TrainingMessage.parse(message);
          if (parsed.type === 'broken') throw new Error(parsed.reason);
          if (parsed.type !== 'progress') return parsed;
          latest.stage = parsed.stage;
          latest.progress = parsed.progress;
          return undefined;
        },
        signal: AbortSignal.any([signal, ended.signal]),
        stopBy: 'SIGKILL',
        what: 'training',
      });
      const { facts, message } = outcome;
      const status = outcome.type === 'trained' && outcome.isPromoted ? 'succeeded' : 'refused';
      const modelVersion = outcome.type === 'trained' ? outcome.version : null;
      const hasEnded = await endTrainingRun(db, runId, { status, message, facts, modelVersion });
      return hasEnded ? outcome : null;
    } catch (error) {
      // False for one that was cancelled: its end is written already.
      const reason = error instanceof Error ? error.message : String(error);
      if (!(await endTrainingRun(db, runId, { status: 'failed', message: reason }))) return null;
      throw error;
    } finally {
      clearInterval(timer);
    }
  };
}
