import type { QueueLog } from '../src/log.ts';

/** A log that keeps what was written: the event, and its fields with those of its parents. */
export function createRecordingLog(): QueueLog & { entries: Record<string, unknown>[] } {
  const entries: Record<string, unknown>[] = [];
  const at = (context: object): QueueLog => {
    const write = (fields: object, event: string) => void entries.push({ event, ...context, ...fields });
    return { info: write, warn: write, error: write, child: (fields) => at({ ...context, ...fields }) };
  };
  return { ...at({}), entries };
}
